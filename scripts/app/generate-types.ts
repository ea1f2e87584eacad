import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type ApiDocument, describeApi } from "../../src/http/openapi.ts";
import { servedRoutes } from "../../src/http/routes/all.ts";
import { writeTypes } from "./write-types.ts";

/** The web app's types of the API and of its own `/app` part, out of the descriptions that the server checks requests by. Not committed: made before each check. */
const file = join(import.meta.dirname, "../../ui/api/schema.generated.ts");
// As a client gets it: what has no JSON is not in it.
const document: ApiDocument = JSON.parse(JSON.stringify(describeApi(servedRoutes, "")));
const text = writeTypes(document);
if (text !== readIfThere()) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function readIfThere(): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
