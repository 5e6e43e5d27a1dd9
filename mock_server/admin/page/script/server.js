"use strict";
// Whatever comes from the server goes into the document as text, never as HTML. The one exception is
// a mail's HTML part, in a frame without scripts, links or an origin.
const T = JSON.parse(document.getElementById("texts").textContent);
const $ = (id) => document.getElementById(id);
const mailPolicy = window.trustedTypes
  ? trustedTypes.createPolicy("mail", { createHTML: (html) => html })
  : { createHTML: (html) => html };

// Speaking with the server

let adminKey = "";

class Refused extends Error {}

async function ask(method, path, body) {
  const headers = { "Accept-Language": document.documentElement.lang };
  if (adminKey) headers["X-Admin-Key"] = adminKey;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const answer = await fetch(`/_mock/${path}`, {
    method, headers, cache: "no-store", body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (answer.status === 401) {
    // A wrong key is not tried again by itself: guessing is slowed down.
    adminKey = "";
    $("key-form").hidden = false;
  }
  if (answer.ok) return answer.status === 204 ? null : answer;
  const problem = await answer.json();
  const wrong = (problem.errors || []).map((error) => `${error.field}: ${error.message}`);
  throw new Refused(wrong.join("; ") || problem.detail || problem.title);
}

const get = async (path) => (await ask("GET", path)).json();
const named = (account, name = "account") => (account ? `?${name}=${encodeURIComponent(account)}` : "");

const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

function say(text) {
  $("said").textContent = text;
  clearTimeout(say.later);
  say.later = setTimeout(() => { $("said").textContent = ""; }, 6000);
}

// What a button or a form does: say so, or say why not.
function act(work, done = "") {
  return async (event) => {
    if (event) event.preventDefault();
    try {
      const said = await work(event);
      say(typeof said === "string" ? said : done);
    } catch (error) {
      say(error instanceof Refused ? error.message : T.away);
    }
  };
}

