import assert from "node:assert/strict";
import { test } from "node:test";
import { createStatementNames } from "./repeated-statements.ts";

function ask(nameOf: (text: string) => string | undefined, text: string, times: number): string | undefined {
  let name: string | undefined;
  for (let time = 0; time < times; time += 1) name = nameOf(text);
  return name;
}

test("a statement gets a name once it has come several times, and keeps it", () => {
  const nameOf = createStatementNames();
  assert.equal(ask(nameOf, "select 1", 4), undefined);
  assert.equal(nameOf("select 1"), "q1");
  assert.equal(ask(nameOf, "select 2", 5), "q2");
  assert.equal(nameOf("select 1"), "q1");
});

test("statements that are long together with those that have a name get none", () => {
  const nameOf = createStatementNames();
  const long = (number: number) => `select ${number}, '${"x".repeat(11_900)}'`;
  for (let number = 1; number <= 5; number += 1) assert.equal(ask(nameOf, long(number), 5), `q${number}`);
  assert.equal(ask(nameOf, long(6), 10), undefined);
  assert.equal(ask(nameOf, "select 1", 5), "q6");
});

test("statements that are long, and those that come when many have a name, get none", () => {
  const nameOf = createStatementNames();
  assert.equal(ask(nameOf, `select '${"x".repeat(12_000)}'`, 10), undefined);
  for (let number = 1; number <= 100; number += 1) assert.equal(ask(nameOf, `select ${number}`, 5), `q${number}`);
  assert.equal(ask(nameOf, "select 101", 10), undefined);
});

test("statements that each come once are not counted for ever, and do not keep others from a name", () => {
  const nameOf = createStatementNames();
  for (let number = 0; number < 10_000; number += 1) nameOf(`select ${number}`);
  assert.equal(ask(nameOf, "select again", 5), "q1");
});
