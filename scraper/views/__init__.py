"""Values to HTML: templates, style sheet, script, charts. The one owner of Jinja2.

    Article ------> page_view: PageView -----------+
    SiteStatus ---> dashboard_view: DashboardView -+--> render: HTML, from scraper/views/templates/
                    standalone | served: Shell ----+

Pure functions make the frozen values that templates are given; templates decide nothing, and
everything they print is escaped. Part of the `review` extra.
"""

from scraper.views.blocks import BlockPlace, PageView, page_view
from scraper.views.dashboard import DashboardView, dashboard_view
from scraper.views.shell import (
    ASSETS,
    NavigationLink,
    Shell,
    asset,
    render,
    served,
    standalone,
)

__all__ = [
    "ASSETS",
    "BlockPlace",
    "DashboardView",
    "NavigationLink",
    "PageView",
    "Shell",
    "asset",
    "dashboard_view",
    "page_view",
    "render",
    "served",
    "standalone",
]
