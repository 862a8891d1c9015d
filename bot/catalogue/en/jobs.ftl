jobs-found = Open jobs: { $count }
jobs-none = No open job here matches { $rule }.

page-of = Page { $page } of { $pages }
