"use strict"
const VERSION = {{ version|tojson }}
const KEPT = {{ kept|tojson }}
const ROUTES = {{ routes|tojson }}
