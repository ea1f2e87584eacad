import assert from "node:assert/strict";
import { test } from "node:test";
import { signIn } from "../support/browser.ts";
import { assertRefusal } from "../support/refusal.ts";
import { newPortal, type TestPortal } from "../support/test-app.ts";

const connected = "f240bbac-87c9-4f6e-bf70-924b57d47db7";
const busy = "9d9162e7-6cf3-4944-bf63-4dff82258764";
const at = Date.parse;
const none = { calls: 0, connected: 0, talkMilliseconds: 0 };

async function makeCalls(portal: TestPortal, all: readonly Record<string, unknown>[]): Promise<void> {
  const inputs = all.map((properties) => ({ properties }));
  const { status, text } = await portal.post("/crm/v3/objects/calls/batch/create", { inputs });
  assert.equal(status, 201, text);
}

async function overview(portal: TestPortal, query: string) {
  const answer = await portal.get(`/app/overview?${query}`);
  assert.equal(answer.status, 200, answer.text);
  return answer.body;
}

test("calls are summed up in all, by owner, outcome, direction and status", async () => {
  const portal = await newPortal();
  const other = await portal.addOwner("lin@example.com");
  const outcome = await portal.post("/calling/v1/dispositions", { label: "Gatekeeper" });
  await makeCalls(portal, [
    {
      hs_timestamp: "2026-03-17T10:00:00Z",
      hubspot_owner_id: portal.ownerId,
      hs_call_disposition: connected,
      hs_call_duration: 60_000,
      hs_call_direction: "OUTBOUND",
      hs_call_status: "COMPLETED",
      hs_call_recording_url: "https://example.com/a.mp3",
    },
    {
      hs_timestamp: "2026-03-17T11:00:00Z",
      hubspot_owner_id: portal.ownerId,
      hs_call_disposition: connected,
      hs_call_duration: "90000",
      hs_call_direction: "OUTBOUND",
    },
    { hs_timestamp: "2026-03-18T11:00:00Z", hubspot_owner_id: other.id, hs_call_disposition: connected },
    {
      hs_timestamp: "2026-03-18T12:00:00Z",
      hubspot_owner_id: other.id,
      hs_call_disposition: busy,
      hs_call_duration: 7,
    },
    {
      hs_timestamp: "2026-03-19T12:00:00Z",
      hs_call_direction: "INBOUND",
      hs_call_status: "MISSED",
      hs_call_has_voicemail: true,
    },
    {
      hs_timestamp: "2026-03-19T13:00:00Z",
      hs_call_direction: "INBOUND",
      hs_call_status: "MISSED",
      hs_call_has_voicemail: true,
      hs_call_disposition: outcome.body.id,
    },
  ]);
  const gone = await portal.create("calls", { hs_timestamp: "2026-03-17T10:00:00Z" });
  await portal.delete(`/crm/v3/objects/calls/${gone}`);
  await portal.delete(`/calling/v1/dispositions/${outcome.body.id}`);

  const body = await overview(portal, "");
  const { overTime, ...rest } = body;
  assert.deepEqual(rest, {
    timeZone: "UTC",
    bucket: "day",
    from: at("2026-03-17T10:00:00Z"),
    to: at("2026-03-19T13:00:00Z") + 1,
    totals: {
      calls: 6,
      connected: 3,
      connectRate: 0.5,
      talkMilliseconds: 150_000,
      averageTalkMilliseconds: 75_000,
      recorded: 1,
      voicemails: 2,
      voicemailsWaiting: 1,
    },
    byOutcome: [
      { outcome: connected, label: "Connected", calls: 3, connected: 3, talkMilliseconds: 150_000 },
      ...[
        { outcome: null, label: null, ...none, calls: 1 },
        { outcome: busy, label: "Busy", ...none, calls: 1 },
        { outcome: outcome.body.id, label: "Gatekeeper", ...none, calls: 1 },
      ].sort((one, two) => ((one.outcome ?? "") < (two.outcome ?? "") ? -1 : 1)),
    ],
    byOwner: [
      { ownerId: null, name: null, ...none, calls: 2 },
      { ownerId: portal.ownerId, name: "Ada Agent", calls: 2, connected: 2, talkMilliseconds: 150_000 },
      { ownerId: other.id, name: "lin@example.com", calls: 2, connected: 1, talkMilliseconds: 0 },
    ],
    byDirection: [
      { direction: null, calls: 2, connected: 1, talkMilliseconds: 0 },
      { direction: "INBOUND", ...none, calls: 2 },
      { direction: "OUTBOUND", calls: 2, connected: 2, talkMilliseconds: 150_000 },
    ],
    byStatus: [
      { status: null, calls: 3, connected: 2, talkMilliseconds: 90_000 },
      { status: "MISSED", ...none, calls: 2 },
      { status: "COMPLETED", calls: 1, connected: 1, talkMilliseconds: 60_000 },
    ],
  });
  assert.deepEqual(overTime, [
    { start: at("2026-03-17T00:00:00Z"), calls: 2, connected: 2, talkMilliseconds: 150_000 },
    { start: at("2026-03-18T00:00:00Z"), calls: 2, connected: 1, talkMilliseconds: 0 },
    { start: at("2026-03-19T00:00:00Z"), ...none, calls: 2 },
  ]);

  const filtered = await overview(portal, `owner=${other.id}&outcome=${connected},${busy}`);
  assert.deepEqual([filtered.totals.calls, filtered.totals.connectRate, filtered.bucket], [2, 0.5, "hour"]);
  assert.deepEqual((await overview(portal, "waiting=true")).totals.calls, 1);
  const browser = await signIn(portal);
  assert.deepEqual((await browser.get("/app/overview")).body, body);
});

test("time is cut by the viewer's own clocks, through the nights on which they change, and empty buckets are there", async () => {
  const portal = await newPortal();
  await makeCalls(
    portal,
    [
      "2026-03-28T22:30:00Z",
      "2026-03-28T23:30:00Z",
      "2026-03-29T21:59:59.999Z",
      "2026-03-29T22:00:00Z",
      "2026-03-31T21:30:00Z",
      "2026-04-05T10:00:00Z",
      "2026-10-24T22:30:00Z",
      "2026-10-25T00:30:00Z",
      "2026-10-25T01:30:00Z",
    ].map((hs_timestamp) => ({ hs_timestamp })),
  );
  const counts = async (query: string) =>
    (await overview(portal, query)).overTime.map(({ start, calls }: { start: number; calls: number }) => [
      new Date(start).toISOString(),
      calls,
    ]);
  const spring = `from=${at("2026-03-28T00:00:00Z")}&to=${at("2026-03-31T22:00:00Z")}`;
  assert.deepEqual(await counts(`timeZone=Europe/Berlin&bucket=day&${spring}`), [
    ["2026-03-27T23:00:00.000Z", 1],
    ["2026-03-28T23:00:00.000Z", 2],
    ["2026-03-29T22:00:00.000Z", 1],
    ["2026-03-30T22:00:00.000Z", 1],
  ]);
  const night = `from=${at("2026-10-24T22:00:00Z")}&to=${at("2026-10-25T03:00:00Z")}`;
  assert.deepEqual(await counts(`timeZone=Europe/Berlin&bucket=hour&${night}`), [
    ["2026-10-24T22:00:00.000Z", 1],
    ["2026-10-24T23:00:00.000Z", 0],
    // The hour that clocks show twice.
    ["2026-10-25T00:00:00.000Z", 2],
    ["2026-10-25T02:00:00.000Z", 0],
  ]);
  assert.deepEqual(
    await counts(
      `timeZone=Asia/Kolkata&bucket=day&from=${at("2026-03-28T18:30:00Z")}&to=${at("2026-03-29T18:30:00Z")}`,
    ),
    [["2026-03-28T18:30:00.000Z", 2]],
  );
  assert.deepEqual(await counts(`timeZone=Europe/Berlin&bucket=week&${spring}`), [
    ["2026-03-22T23:00:00.000Z", 3],
    ["2026-03-29T22:00:00.000Z", 2],
  ]);
  assert.deepEqual(await counts("timeZone=Europe/Berlin&bucket=month"), [
    ["2026-02-28T23:00:00.000Z", 5],
    ["2026-03-31T22:00:00.000Z", 1],
    ...["2026-04-30", "2026-05-31", "2026-06-30", "2026-07-31", "2026-08-31"].map((day) => [`${day}T22:00:00.000Z`, 0]),
    ["2026-09-30T22:00:00.000Z", 3],
  ]);
  assert.deepEqual(await counts("bucket=year"), [["2026-01-01T00:00:00.000Z", 9]]);
});

test("the width of buckets follows from the time that is looked at, and there are never too many", async () => {
  const portal = await newPortal();
  const day = 86_400_000;
  for (const [days, bucket, most] of [
    [2, "hour", 49],
    [92, "day", 93],
    [731, "week", 106],
    [14_000, "month", 462],
    [100_000, "year", 275],
    [1_400_000, "year", 800],
  ] as const) {
    const body = await overview(portal, `from=${-Math.floor(days / 2) * day}&to=${Math.ceil(days / 2) * day}`);
    assert.equal(body.bucket, bucket);
    assert.ok(body.overTime.length <= most && body.overTime.length > most / 3, `${bucket}: ${body.overTime.length}`);
  }
  assertRefusal(await portal.get(`/app/overview?bucket=hour&from=0&to=${40 * day}`), 400, {
    category: "VALIDATION_ERROR",
  });
  assert.equal((await overview(portal, `bucket=day&from=0&to=${799 * day}`)).overTime.length, 799);
});

test("calls of long ago and of far ahead are counted like all others", async () => {
  const portal = await newPortal();
  await makeCalls(
    portal,
    ["1957-10-04T19:28:34Z", "1969-12-31T23:59:59Z", "2150-06-01T00:00:00Z"].map((hs_timestamp) => ({ hs_timestamp })),
  );
  const { overTime } = await overview(portal, "bucket=year&timeZone=America/New_York");
  const full = overTime.filter(({ calls }: { calls: number }) => calls > 0);
  assert.deepEqual(
    full.map(({ start }: { start: number }) => new Date(start).getUTCFullYear()),
    [1957, 1969, 2150],
  );
});

test("where nothing is found there is nothing to show, and that is no error", async () => {
  const portal = await newPortal();
  const body = await overview(portal, "");
  assert.deepEqual([body.from, body.to, body.overTime, body.byOwner], [null, null, [], []]);
  assert.deepEqual([body.totals.connectRate, body.totals.averageTalkMilliseconds], [null, null]);
  const empty = await overview(portal, `from=0&to=${86_400_000}`);
  assert.deepEqual(empty.overTime.length, 24);
  assert.deepEqual((await overview(portal, "from=5&to=5")).overTime, []);
  assert.deepEqual((await overview(portal, "from=9&to=5")).overTime, []);
});

test("an overview that cannot be is refused, and so is who may not read calls", async () => {
  const portal = await newPortal();
  for (const query of ["timeZone=Mars/Olympus", "timeZone=%00", "bucket=minute", "from=x", "recording=2"]) {
    assertRefusal(await portal.get(`/app/overview?${query}`), 400, { category: "VALIDATION_ERROR" }, query);
  }
  const limited = await portal.withScopes(["crm.objects.deals.read"]);
  assertRefusal(await limited.get("/app/overview"), 403, { category: "MISSING_SCOPES" });
  await makeCalls(portal, [{ hs_timestamp: 0 }]);
  assert.equal((await overview(await newPortal(), "")).totals.calls, 0);
});
