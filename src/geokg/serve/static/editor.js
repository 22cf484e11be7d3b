// Starts YASGUI on the endpoint of this server, with its prefixes and questions, and with nothing else to ask.
"use strict";

const settings = JSON.parse(document.getElementById("settings").textContent);
const endpoint = new URL(settings.endpoint, location.href).href;
const question = document.getElementById("question");
const told = document.getElementById("told");

// The other autocompleters ask Linked Open Vocabularies; the list of prefixes is ours.
Yasgui.Yasqe.defaults.autocompleters = ["prefixes", "variables"];
Yasgui.Yasqe.forkAutocompleter(
  "prefixes",
  {
    name: "prefixes",
    persistenceId: null,
    get: Object.entries(settings.prefixes).map(([name, iri]) => `${name}: <${iri}>`),
  },
  false,
);
// A shared link may hold a query, but never another endpoint.
const ours = (tab) => ({ ...tab, requestConfig: { ...tab.requestConfig, endpoint } });

const yasgui = new Yasgui(document.getElementById("editor"), {
  requestConfig: { endpoint, method: "POST" },
  endpointCatalogueOptions: { getData: () => [{ endpoint }] },
  populateFromUrl: ours,
  copyEndpointOnNewTab: false,
  autoAddOnInit: false,
  autofocus: false,
  yasqe: { value: settings.questions[settings.first].query, editorHeight: "360px", collapsePrefixesOnLoad: true },
  yasr: { prefixes: settings.prefixes },
});
if (!yasgui.getTab()) {
  // Values without their datatypes and languages, and in full.
  const table = { compact: true, isEllipsed: false };
  yasgui.addTab(true, { yasr: { settings: { selectedPlugin: "table", pluginsConfig: { table } } } });
}
// What earlier visits kept may be of another server at this address.
Object.values(yasgui._tabs).forEach((tab) => tab.setEndpoint(endpoint));

function tell() {
  told.textContent = settings.questions[question.value].title;
}

question.addEventListener("change", () => {
  tell();
  const tab = yasgui.getTab();
  tab.setQuery(settings.questions[question.value].query);
  tab.getYasqe().collapsePrefixes(true);
  tab.query().catch(() => {}); // the result pane tells what went wrong
});

// The field that CodeMirror hides takes the keys, and needs a name for those who do not see it. A tab has it when shown.
const name = (id) => yasgui.getTab(id)?.getYasqe()?.getInputField().setAttribute("aria-label", "SPARQL query");
Object.keys(yasgui._tabs).forEach(name);
for (const event of ["tabAdd", "tabSelect"]) yasgui.on(event, (_, id) => setTimeout(() => name(id)));

// IRIs of this graph lead to their pages on this server, whatever base it was built with.
document.getElementById("editor").addEventListener(
  "click",
  (event) => {
    const link = event.target.closest("a.iri");
    if (link && link.href.startsWith(settings.base)) link.href = "/" + link.href.slice(settings.base.length);
  },
  true,
);

tell();
document.documentElement.dataset.ready = "yes";
