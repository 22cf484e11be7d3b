// The strip of days: how many statements there are, which of them are shown, and a button that lets them come in turn.

const BARS = 48;
const PLAY_EVERY = 600; // milliseconds
const days = distinct(statements.map(firstDay)).filter(Boolean).sort();
const playing = { timer: null };

const dayAt = (index) => days[Number(index)];
const indexFrom = () =>
  state.from
    ? Math.max(
        0,
        days.findIndex((one) => one >= state.from),
      )
    : 0;
const indexUntil = () =>
  state.until
    ? Math.max(
        0,
        days.findLastIndex((one) => one <= state.until),
      )
    : days.length - 1;

// Each bar stands for as many days on which something happened as any other; empty days take no room.
function bars() {
  const each = Math.max(1, days.length / BARS);
  const counts = Array(Math.ceil(days.length / each)).fill(0);
  const barOf = new Map(days.map((one, index) => [one, Math.min(counts.length - 1, Math.floor(index / each))]));
  for (const statement of view.anyDay) if (firstDay(statement)) counts[barOf.get(firstDay(statement))] += 1;
  return counts;
}

function fillTime() {
  if (days.length < 2) return;
  const counts = bars();
  const most = Math.max(1, ...counts);
  const [from, until] = [indexFrom(), indexUntil()];
  const isIn = (bar) =>
    (bar + 1) * (days.length / counts.length) > from && bar * (days.length / counts.length) <= until;
  at("bars").setAttribute("viewBox", `0 0 ${counts.length} 1`);
  at("bars").replaceChildren(
    ...counts.map((count, bar) =>
      svg("rect", {
        x: bar + 0.08,
        width: 0.84,
        y: 1 - count / most,
        height: count / most,
        class: isIn(bar) ? "in" : "out",
      }),
    ),
  );
  at("from").value = from;
  at("until").value = until;
  at("from").setAttribute("aria-valuetext", dayAt(from));
  at("until").setAttribute("aria-valuetext", dayAt(until));
  at("days").replaceChildren(el("span", {}, dayAt(from)), " ", el("span", {}, `– ${dayAt(until)}`));
  at("play").setAttribute("aria-pressed", String(playing.timer !== null));
}

function setDays(from, until, undoable = true) {
  const [first, last] = [Math.min(from, until), Math.max(from, until)];
  change({ from: first === 0 ? "" : dayAt(first), until: last === days.length - 1 ? "" : dayAt(last) }, { undoable });
}

function stop() {
  clearInterval(playing.timer);
  playing.timer = null;
}

function play() {
  if (playing.timer !== null) {
    stop();
    return fillTime();
  }
  const step = Math.max(1, Math.round(days.length / BARS));
  setDays(0, indexUntil() === days.length - 1 ? 0 : indexUntil());
  playing.timer = setInterval(() => {
    if (indexUntil() >= days.length - 1) stop();
    setDays(0, Math.min(days.length - 1, indexUntil() + step), false);
  }, PLAY_EVERY);
  fillTime();
}

function listenTime() {
  at("time").hidden = days.length < 2;
  const moved = debounced(() => {
    stop();
    setDays(Number(at("from").value), Number(at("until").value));
  });
  for (const end of ["from", "until"]) {
    at(end).max = Math.max(0, days.length - 1);
    at(end).addEventListener("input", moved);
  }
  at("play").addEventListener("click", play);
}
