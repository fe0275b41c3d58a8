// Keeps what is typed as a draft on the server, some seconds after the last key. Nothing is kept in the browser:
// machines are shared. Without JavaScript a draft is kept when a form comes in after its session has ended.
const PAUSE = 3000;

export function keepDrafts() {
  for (const state of document.querySelectorAll("[data-draft-kept]")) {
    keepDraftsOf(state.closest("form"), state);
  }
}

function keepDraftsOf(form, state) {
  let waiting;
  const leaving = new AbortController();

  async function keep() {
    try {
      const answer = await fetch(state.dataset.draftKept, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        redirect: "manual",
        signal: leaving.signal,
      });
      // A redirect leads to the sign-in page. The draft was kept before that.
      if (answer.type === "opaqueredirect") say(state.dataset.draftEnded);
      else if (answer.ok) say((await answer.json()).said);
      else say(state.dataset.draftUnkept);
    } catch {
      if (!leaving.signal.aborted) say(state.dataset.draftUnkept);
    }
  }

  function say(words) {
    state.textContent = words;
  }

  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(keep, PAUSE);
  });
  // A draft that arrives after the save would be offered again.
  form.addEventListener("submit", () => {
    clearTimeout(waiting);
    leaving.abort();
  });
}
