// Prints links of a server that is running, one in each line: node links.mjs ORIGIN [KIND [COUNT]]

import { request } from "node:http";

const [origin, kind = "fresh", count = "1"] = process.argv.slice(2);
const asked = new URLSearchParams({ kind, count });

request(`${origin}/operator/links?${asked}`, { method: "POST" }, (answer) => {
  if (answer.statusCode !== 200) process.exitCode = 1;
  answer.pipe(answer.statusCode === 200 ? process.stdout : process.stderr);
})
  .on("error", () => process.exit(1))
  .end();
