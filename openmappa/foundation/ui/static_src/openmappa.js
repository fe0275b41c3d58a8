// Starts the components of both design systems. Pages work without it.
import { keepDrafts } from "./drafts.js";
import { initAll as startDesignSystem } from "./vendor/govuk-frontend.min.js";
import { initAll as startJusticeComponents } from "./vendor/moj-frontend.min.js";
import { startSecurityKeys } from "./security_key.js";

// An inline script would break the Content-Security-Policy, so the classes that the components look for are set here.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}

startDesignSystem();
startJusticeComponents();
startSecurityKeys();
keepDrafts();
