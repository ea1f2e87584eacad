import assert from "node:assert/strict";
import { test } from "node:test";
import { maskSecrets } from "./mask-secrets.ts";

test("the values of members, fields and parameters that are named like secrets are hidden", () => {
  for (const [text, shown] of [
    ['{"token":"pat-na1-1","name":"x"}', '{"token":"***","name":"x"}'],
    ['{"access_token" : "a\\"b\\\\", "expires_in":1800}', '{"access_token" : "***", "expires_in":1800}'],
    [
      '{"clientSecret":"x","refreshToken":"y","tokenKey":"z"}',
      '{"clientSecret":"***","refreshToken":"***","tokenKey":"***"}',
    ],
    [
      '{"password":"","Api-Key":"k","X-API_KEY":"k","Set-Cookie":"a=b"}',
      '{"password":"***","Api-Key":"***","X-API_KEY":"***","Set-Cookie":"***"}',
    ],
    ['{"inner":"{\\"refresh_token\\":\\"abc\\",\\"b\\":1}"}', '{"inner":"{\\"refresh_token\\":\\"***\\",\\"b\\":1}"}'],
    [
      "grant_type=authorization_code&code=abc&client_secret=x%20y&redirect_uri=z",
      "grant_type=authorization_code&code=***&client_secret=***&redirect_uri=z",
    ],
    ["hapikey=1&limit=2", "hapikey=***&limit=2"],
    ["?expires=1&amp;signature=kd-9_x<br>", "?expires=1&amp;signature=***"],
    ["?expires=1790000000&signature=kd-9_x", "?expires=1790000000&signature=***"],
    [
      '{"url":"https://a.example/f?expires=17&signature=kd","size":3}',
      '{"url":"https://a.example/f?expires=17&signature=***","size":3}',
    ],
    [
      "X-Amz-Credential=a%2Fb&X-Amz-Signature=0f&sv=1&sig=Zm8%3D",
      "X-Amz-Credential=***&X-Amz-Signature=***&sv=1&sig=***",
    ],
    ["a=1&access_token=", "a=1&access_token=***"],
    [
      '{"note":"use pat-eu1-aa-bb and Authorization: Bearer abcdefgh12"}',
      '{"note":"use pat-*** and Authorization: Bearer ***"}',
    ],
    // Cut off in the middle of the secret.
    ['{"refresh_token":"abc', '{"refresh_token":"***'],
    ['{"refresh_token":"abc\\', '{"refresh_token":"***\\'],
    ["client_secret=ab", "client_secret=***"],
  ] as const) {
    assert.equal(maskSecrets(text), shown);
  }
});

test("what is no secret is shown as it was", () => {
  for (const text of [
    '{"properties":{"hs_call_title":"Token of thanks","code":"INVALID_OPTION"},"operator":"CONTAINS_TOKEN"}',
    '{"scopes":["oauth"],"tokens":[1,2],"token":{"id":"5"}}',
    "limit=10&after=5&properties=code,basic",
    "basic facts",
    '{"signature":"Kind regards","sig":"x"}',
    "signature_kind=plain&design=1",
    "",
  ]) {
    assert.equal(maskSecrets(text), text);
  }
});

test("a long text of nothing but beginnings takes time in proportion to its length", () => {
  const milliseconds = (text: string) => {
    const before = performance.now();
    maskSecrets(text);
    return performance.now() - before;
  };
  for (const part of ['"token', "token.", '\\"a', '"token":"', "bearer ", "pat-", '\\\\"x":']) {
    milliseconds(part.repeat(1_000));
    const [short, long] = [500, 8_000].map((count) =>
      Math.min(...Array.from({ length: 7 }, () => milliseconds(part.repeat(count)))),
    ) as [number, number];
    // Sixteen times the text; if each part looked at all others, it would be 256 times as long.
    assert.ok(long < 100 * Math.max(short, 0.05), `${part}: ${short} ms, ${long} ms`);
  }
});
