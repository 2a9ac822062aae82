"""What is known of single sites, in one directory of readable files.

sites/
    <any name>.toml      rules by hand, one table a host: see `rules`
    learned/<host>.json  what the host's stored pages have in common: see `knowledge`

place.locate -> Place --> folder.site_for(place, url, day) -> Site, for scraper.extract
"""
