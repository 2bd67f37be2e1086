"""The site: settings, middleware, layout and components; the steps bring the pages."""
