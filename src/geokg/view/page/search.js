// Search over names and other names of actors, as a combobox that the keyboard works too.

const MOST_FOUND = 12;
const names = actors.map((actor) => [actor.label, ...actor.aliases].map(fold));
const [searchField, searchList] = [at("search"), at("found")];
let marked = 0; // place in the list of what Enter would choose

const query = () => fold(searchField.value.trim());

// Places of actors whom a text finds: names that begin with it, then those with a word that does, then all others.
function matches(text) {
  const score = (name) => (name.startsWith(text) ? 0 : name.includes(` ${text}`) ? 1 : name.includes(text) ? 2 : 9);
  return names
    .map((all, actor) => ({ actor, score: Math.min(...all.map(score)) }))
    .filter((hit) => hit.score < 9)
    .sort((a, b) => a.score - b.score || byRank(a.actor, b.actor))
    .map((hit) => hit.actor);
}

// An actor found, with the other name that it was found by.
function foundItem(actor, index) {
  const isByLabel = fold(labelOf(actor)).includes(query());
  const other = isByLabel ? null : actors[actor].aliases.find((name) => fold(name).includes(query()));
  const choose = (event) => {
    event.preventDefault();
    chooseFound(actor);
  };
  return el(
    "li",
    { role: "option", id: `hit-${index}`, "data-actor": actor, pointerdown: choose },
    symbol(kindOf(actor)),
    bdi(cut(labelOf(actor), 80)),
    other ? el("small", {}, bdi(cut(other, 40))) : null,
  );
}

function leftOver(hits) {
  if (!hits.length) return "No actor of that name";
  const left = hits.length - MOST_FOUND;
  return left > 0 ? `${left.toLocaleString("en")} more: type more of the name` : null;
}

function fillFound() {
  const hits = query() ? matches(query()) : [];
  const note = query() ? leftOver(hits) : null;
  searchList.replaceChildren(
    ...hits.slice(0, MOST_FOUND).map(foundItem),
    ...(note ? [el("li", { role: "option", "aria-disabled": "true" }, note)] : []),
  );
  searchList.hidden = !query();
  searchField.setAttribute("aria-expanded", String(!searchList.hidden));
  markFound(0);
}

function markFound(place) {
  marked = place;
  [...searchList.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === marked)));
  const item = searchList.children[marked];
  if (item?.id && !searchList.hidden) searchField.setAttribute("aria-activedescendant", item.id);
  else searchField.removeAttribute("aria-activedescendant");
  item?.scrollIntoView({ block: "nearest" });
}

function clearSearch() {
  searchField.value = "";
  fillFound();
}

function chooseFound(actor) {
  clearSearch();
  pickActor(actor);
  if (state.tab === "graph") lookAt(actor);
}

function searchKey(event) {
  const count = searchList.children.length;
  const actor = searchList.children[marked]?.dataset.actor;
  const acts = {
    ArrowDown: () => markFound((marked + 1) % count),
    ArrowUp: () => markFound((marked + count - 1) % count),
    Enter: () => actor !== undefined && chooseFound(Number(actor)),
    Escape: clearSearch,
  };
  if (!acts[event.key] || !count) return;
  event.preventDefault();
  acts[event.key]();
}

function listenSearch() {
  searchField.addEventListener("input", fillFound);
  searchField.addEventListener("keydown", searchKey);
  searchField.addEventListener("blur", () => {
    searchList.hidden = true;
    searchField.setAttribute("aria-expanded", "false");
  });
}
