import assert from "node:assert/strict";
import { test } from "node:test";
import { association } from "../support/call-links.ts";
import { issuedStatements } from "../support/issued-statements.ts";
import { portalScopeOf } from "../support/portal-scope.ts";
import { engine, newPortal } from "../support/test-app.ts";

// The last file of the suite in the order of names, so that it sees what all tests before it have caused.
test("every statement of every request that the tests made names one portal for each table of portal data", {
  skip: engine === "sqlite",
}, async () => {
  const portal = await newPortal();
  const contactId = await portal.create("contacts", { email: "ada@example.com" });
  const callId = await portal.create("calls", {}, [association(contactId, 194)]);
  const path = `/crm/v3/objects/calls/${callId}`;
  await portal.patch(path, { properties: { hs_call_title: "Renewal" } });
  await portal.get(`${path}?associations=contacts&propertiesWithHistory=hs_call_title`);
  await portal.post("/crm/v3/objects/calls/search", { query: "renewal" });
  await portal.delete(path);
  await portal.post(`${path}/restore`);

  const { texts, strays } = issuedStatements();
  for (const start of ['insert into "objects"', 'update "objects"', 'delete from "objects"']) {
    assert.ok(
      texts.some((text) => text.startsWith(start)),
      start,
    );
  }
  assert.deepEqual(strays, []);
});

test("a statement that could leave its portal is told from one that cannot", () => {
  const fits = [
    `select * from "objects" where "portal_id" = $1 and "object_id" in ($2, $3)`,
    `select "a"."to_id" from "associations" as "a" inner join "objects" as "o" on "o"."portal_id" = "a"."portal_id" and "o"."object_id" = "a"."to_id" where "a"."portal_id" = $1`,
    `select * from (select * from "objects" where "portal_id" = $1 limit $2) as "page" union all select * from "objects" where "portal_id" = $3`,
    `select * from "objects" as "d" where "d"."portal_id" = $1 and d.object_id in (select "a"."to_id" from "associations" as "a" where "a"."portal_id" = $2)`,
    `insert into "pins" ("portal_id", "hidden") values ($1, $2), ($3, $4) on conflict do nothing`,
    `insert into "pins" ("portal_id") select "p"."portal_id" from "pins" as "p" inner join "pins" as "q" on "q"."portal_id" = "p"."portal_id" where "p"."portal_id" = $1 on conflict do nothing`,
    `update "objects" set "version" = $1 where "portal_id" = $2 and ("object_id" = $3 or "object_id" = $4)`,
    `delete from "pins" where "portal_id" = $1`,
    `select * from "tokens" where "token_hash" = $1`,
    "BEGIN",
  ];
  for (const text of fits) assert.deepEqual(portalScopeOf(text).open, [], text);
  assert.deepEqual(portalScopeOf(fits[2] as string).parameters, [1, 3]);
  assert.deepEqual(portalScopeOf(fits[4] as string).parameters, [1, 3]);
  for (const text of [
    `select * from "objects" where "object_id" = $1`,
    `select * from "objects" where "portal_id" = $1 or "object_id" = $2`,
    `select * from "objects" where ("portal_id" = $1 or "object_id" = $2)`,
    `select * from "objects" where "portal_id" > $1`,
    `select * from "objects" where not "portal_id" = $1`,
    `select "a"."to_id" from "associations" as "a" inner join "objects" as "o" on "o"."object_id" = "a"."to_id" where "a"."portal_id" = $1`,
    `select * from "objects" where "portal_id" = $1 union all select * from "objects"`,
    `select * from (select * from "objects") as "page"`,
    `select * from "objects" where "portal_id" = $1 and "object_id" in (select "object_id" from "pins")`,
    `insert into "pins" ("engagement_id") values ($1)`,
    `insert into "pins" ("portal_id", "hidden") select "portal_id", "hidden" from "pins"`,
    `update "objects" set "version" = $1 where "object_id" = $2`,
    `update "objects" set "portal_id" = $1 where "portal_id" = $2`,
    `delete from "pins" where "engagement_id" = $1`,
  ]) {
    assert.notDeepEqual(portalScopeOf(text).open, [], text);
  }
});
