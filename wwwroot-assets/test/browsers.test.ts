// What three-year-old browsers lack may make the page plainer, never break it: see README, "Browsers".
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const built = "../src/Fengtai.MeetingLive.Web/wwwroot/";
const styles = readdirSync(built).filter((name) => name.endsWith(".css"));
const scripts = readdirSync(built).filter((name) => name.endsWith(".js"));

/** Selector and declarations of every innermost block. */
function rules(css: string): [selector: string, body: string][] {
  return [...css.matchAll(/([^{}]+)\{([^{}]*)\}/g)].map((m) => [m[1] ?? "", m[2] ?? ""]);
}

test("no style sheet nests rules or uses what Chrome 88 and Safari 15 do not know", () => {
  assert.ok(styles.length >= 4);
  for (const name of styles) {
    const css = readFileSync(built + name, "utf8");
    const found = css.match(/@layer|@container|@scope|@property|color-mix\(|light-dark\(|oklch\(|subgrid|[{;}]&|@starting-style|field-sizing|(?:translate|rotate|scale):/g);
    assert.deepEqual(found, null, name);
  }
});

test("a selector with :has stands alone: a browser without it drops the whole list", () => {
  for (const name of styles) {
    for (const [selector] of rules(readFileSync(built + name, "utf8"))) {
      if (selector.includes(":has(")) assert.ok(!selector.replace(/\([^()]*\)/g, "").includes(","), `${name}: ${selector}`);
    }
  }
});

test("a height of the moving kind (dvh, svh, lvh) follows one that every browser knows", () => {
  for (const name of styles) {
    for (const [selector, body] of rules(readFileSync(built + name, "utf8"))) {
      const declarations = body.split(";").map((d) => d.split(":"));
      declarations.forEach(([property, value], i) => {
        if (!/\d[dsl]v[hw]/.test(value ?? "")) return;
        assert.ok(declarations.slice(0, i).some(([p, v]) => p === property && /\dv[hw]/.test(v ?? "")), `${name}: ${selector} ${property}`);
      });
    }
  }
});

test("no script calls what such a browser has not, our own or the library's", () => {
  assert.ok(scripts.length >= 3);
  const young = /\.at\(|structuredClone|\.replaceAll\(|Object\.(?:hasOwn|groupBy)\b|randomUUID|AbortSignal\.(?:timeout|any)|\.(?:toSorted|toReversed|toSpliced|findLast|findLastIndex|replaceChildren|isWellFormed)\(|withResolvers|URL\.canParse|\?\?=|\?\.[a-z[(]|requestIdleCallback|startViewTransition/gi;
  for (const name of scripts) assert.deepEqual(readFileSync(built + name, "utf8").match(young), null, name);
});
