// The journey in a client that openapi-typescript makes of the description. It is compiled with all
// that a strict compiler asks for, and run against the mock server; what it finds is printed.
import createClient from "openapi-fetch";
import type { components, paths } from "./description";

declare const process: { argv: string[] };
declare const console: { log(text: string): void };

const [origin, ok, newEnum] = process.argv.slice(2) as [string, string, string];

function holderOf(token: string) {
  return createClient<paths>({ baseUrl: origin, headers: { Authorization: `Bearer ${token}` } });
}

async function journey() {
  const holder = holderOf(ok);
  const look = await holder.GET("/v1/activation", { params: { header: { "Accept-Language": "de" } } });
  if (look.error) throw new Error(look.error.type);
  const question = look.data.security_questions?.[0];
  if (question === undefined) throw new Error("no question");

  const pin: components["schemas"]["Choices"] = { pin: "482913" };
  const check = await holder.POST("/v1/activation/checks", { body: pin });
  if (check.error) throw new Error(check.error.type);
  if (!check.data.verdicts.every((verdict) => verdict.met)) throw new Error("the PIN is refused");

  const commit = await holder.POST("/v1/activation", {
    params: { header: { "Idempotency-Key": "one-key-for-one-body" } },
    body: {
      password: "Xk7vQm2p",
      pin: "482913",
      security_question: { id: question.id, answer: "Ingrid Sommerfeld" },
      workspace: "web_browser",
    },
  });
  if (commit.error) throw new Error(commit.error.type);

  const used = await holder.GET("/v1/activation");
  const odd = await holderOf(newEnum).GET("/v1/activation");
  if (odd.error) throw new Error(odd.error.type);
  const role: string = odd.data.account.role;
  console.log(JSON.stringify([commit.data.receipt_id, used.error?.type, role]));

  const tester = createClient<paths>({ baseUrl: origin });
  const mails = await tester.GET("/_mock/mails");
  const id = String(mails.data?.[0]?.id);
  const whole = await tester.GET("/_mock/mails/{id}.eml", { params: { path: { id } }, parseAs: "text" });
  console.log(JSON.stringify((whole.data as string).includes("Message-ID:")));
}

void journey();
