"""What is known of single sites, kept in one directory of readable files.

sites/
    <any name>.toml      rules by hand, one table a host: see `rules_file`
    learned/<host>.json  what the host's stored pages have in common: see `knowledge`

    directory.locate -> SitesDirectory --> profiles.site_for -> SiteProfile, for scraper.extract

Nothing is imported here: who only needs the directory's name does not need the parser.
"""
