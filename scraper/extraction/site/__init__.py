"""What is known of a site, applied to a page."""
