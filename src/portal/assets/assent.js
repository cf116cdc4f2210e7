// What the pages do in the browser beyond htmx and the design system. Every page works without it.
"use strict";
