import assert from "node:assert/strict";
import { test } from "node:test";
import { wordsOf } from "../src/phrases";

test("a title falls into words, and joined they are the title", () => {
  for (const title of ["能不能和附近单位错峰共享？", "接到冒充“公检法”的电话，该打给谁？", "上半年来了74万人次，旅游收入近1亿元", "Wi-Fi 什么时候有？", ""])
    assert.equal(wordsOf(title).join(""), title);
  const words = wordsOf("能不能和附近单位错峰共享？");
  assert.ok(words.includes("附近") && words.includes("单位"), words.join("|"));
});

test("no line begins with a mark, a particle or the unit of a figure, and none ends with an opening quote", () => {
  const words = wordsOf("接到冒充“公检法”的电话，74万人次来过了吗？");
  for (const word of words) {
    assert.doesNotMatch(word, /^[，。？！”的了吗万]/, words.join("|"));
    assert.doesNotMatch(word, /“$/, words.join("|"));
  }
});
