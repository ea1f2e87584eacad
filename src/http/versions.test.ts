import assert from "node:assert/strict";
import { test } from "node:test";
import { aliasesOf, canonicalPath, inVersionOf } from "./versions.ts";

test("every other spelling of a path leads to the canonical one", () => {
  for (const [alias, canonical] of [
    ["/crm/objects/v3/calls?limit=2", "/crm/v3/objects/calls?limit=2"],
    ["/crm/objects/2025-09/0-48/batch/read", "/crm/v3/objects/0-48/batch/read"],
    ["/crm/objects/2026-03/calls/7", "/crm/v3/objects/calls/7"],
    ["/crm/objects/2026-09/calls/search/", "/crm/v3/objects/calls/search/"],
    ["/crm/objects/v3/calls/7/associations/contacts/8/194", "/crm/v3/objects/calls/7/associations/contacts/8/194"],
    ["/crm/objects/2026-03/calls/7/associations/contacts/8", "/crm/v4/objects/calls/7/associations/contacts/8"],
    [
      "/crm/objects/2026-03/calls/7/associations/default/contacts/8",
      "/crm/v4/objects/calls/7/associations/default/contacts/8",
    ],
    ["/crm/objects/2026-09/calls/7/associations/deals?limit=5", "/crm/v4/objects/calls/7/associations/deals?limit=5"],
    ["/crm/associations/2026-03/calls/deals/batch/read", "/crm/v4/associations/calls/deals/batch/read"],
    ["/crm/associations/v4/calls/deals/labels", "/crm/v4/associations/calls/deals/labels"],
    ["/crm/associations/v3/calls/deals/types", "/crm/v3/associations/calls/deals/types"],
    ["/crm/properties/2026-03/calls/hs_call_title", "/crm/v3/properties/calls/hs_call_title"],
    ["/crm-object-schemas/v3/schemas", "/crm/v3/schemas"],
    ["/crm-object-schemas/2026-03/schemas/p1_car", "/crm/v3/schemas/p1_car"],
    ["/crm/owners/2026-09?limit=1", "/crm/v3/owners?limit=1"],
    ["/crm/pipelines/2025-09/deals", "/crm/v3/pipelines/deals"],
    ["/crm/limits/2026-03/records", "/crm/v3/limits/records"],
    ["/crm/extensions/calling/2026-03/recordings/ready", "/crm/v3/extensions/calling/recordings/ready"],
    ["/files/2026-03/files/1", "/files/v3/files/1"],
    ["/account-info/2026-03/details", "/account-info/v3/details"],
    ["/oauth/2026-03/token", "/oauth/v3/token"],
    ["/oauth/2026-03/token/introspect", "/oauth/v3/introspect"],
    ["/oauth/2026-03/token/revoke", "/oauth/v3/revoke"],
  ] as const) {
    assert.equal(canonicalPath(alias), canonical);
    const [path = ""] = canonical.split("?");
    assert.ok(aliasesOf(path).includes(alias.split("?")[0] as string), alias);
    assert.equal(inVersionOf(alias, path), alias.split("?")[0]);
  }
});

test("what is no alias stays as it is", () => {
  for (const path of [
    "/",
    "",
    "*",
    "/crm/v3/objects/calls",
    "/crm/objects/2026-04/calls",
    "/crm/objects/2027-03-beta/calls",
    "/crm/objects/2026-033/calls",
    "/crm/objects/v1/calls",
    "/crm/objects",
    "/crm-object-schemas/v3/objects/calls",
    "/files/v3/files",
    "/x/crm/objects/2026-03/calls",
    "/crm//objects/2026-03/calls",
    "/CRM/objects/2026-03/calls",
    "/calling/v1/dispositions",
  ]) {
    assert.equal(canonicalPath(path), path);
  }
});

test("a dated path has no second spelling of what it answers in the shape of v4", () => {
  const v3List = "/crm/v3/objects/:objectType/:objectId/associations/:toObjectType";
  assert.deepEqual(aliasesOf(v3List), ["/crm/objects/v3/:objectType/:objectId/associations/:toObjectType"]);
  assert.equal(aliasesOf(v3List.replace("v3", "v4")).length, 4);
});

test("a link in another area stays canonical", () => {
  assert.equal(inVersionOf("/crm/owners/2026-03", "/crm/v3/objects/calls/1"), "/crm/v3/objects/calls/1");
  assert.equal(inVersionOf("/crm/v3/objects/calls", "/crm/v3/objects/calls/1"), "/crm/v3/objects/calls/1");
});
