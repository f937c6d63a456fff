// Builds what the server serves. `node build.mjs` writes it, `node build.mjs --check` builds it again in a temporary
// folder and fails when the committed files differ or the first view has grown too heavy for a weak network.
import { build } from "esbuild";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const committed = join(here, "../src/Fengtai.MeetingLive.Web/wwwroot");
const signalr = join(here, "node_modules/@microsoft/signalr/dist/esm");

// A phone never takes these roads: XMLHttpRequest (es2017 browsers have fetch), server-sent events (we name our
// transports) and the buffer of stateful reconnect (off by decision). Each is replaced by an empty class.
const unused = ["XhrHttpClient", "ServerSentEventsTransport", "MessageBuffer"];

const lean = {
  name: "lean-signalr",
  setup(b) {
    // A phone keeps no log. The library's log lines are a sixth of its size, so they go too; each is a whole statement. So
    // do its checks that whoever calls it gave an argument at all: that is what our types are for.
    b.onLoad({ filter: /signalr\/dist\/esm\/\w+\.js$/ }, ({ path }) => {
      const name = unused.find((u) => path.endsWith(`/${u}.js`));
      const source = readFileSync(path, "utf8").replace(/^\s*((this\._)?logger\.log\(LogLevel\.|Arg\.is(Required|In|NotEmpty)\().*\);$/gm, "");
      return { contents: name ? `export class ${name} { constructor() { throw new Error("${name} is left out"); } }` : source };
    });
  },
};

const scripts = ["resident", "screen", "live", "passkeys", "preview", "visit", "field-worker", "answer", "grid"];

async function run(outdir) {
  const css = ["phone", "screen", "tokens", "home", "public", "visit", "answer", "grid"].filter((name) => existsSync(join(here, `src/styles/${name}.css`)));
  const whole = {
    absWorkingDir: here,
    entryPoints: [...scripts.map((name) => `src/${name}.ts`), ...css.map((name) => `src/styles/${name}.css`)],
    entryNames: "[name]",
    outdir,
    bundle: true,
    minify: true,
    charset: "utf8",
    target: ["es2019"],
    format: "iife",
    platform: "browser",
    legalComments: "none",
    banner: { js: "/* Contains @microsoft/signalr, Copyright (c) .NET Foundation and Contributors, MIT licence. */" },
    // SignalR asks whether it runs in Node; the answer is known.
    define: { process: "undefined" },
    external: ["*.woff2", "*.ttf"],
    plugins: [lean],
    logLevel: "warning",
  };
  await build(whole);
  // Fetched by the phone when there is something to check; it holds another library than the rest.
  await build({
    ...whole,
    entryPoints: ["src/proof.ts"],
    banner: { js: "/* Contains @noble/hashes, Copyright (c) Paul Miller, MIT licence. */" },
  });
  return [...[...scripts, "proof"].map((name) => `${name}.js`), ...css.map((name) => `${name}.css`)];
}

function fail(message) {
  console.error(`\n${message}`);
  process.exit(1);
}

if (!existsSync(signalr)) fail("node_modules is missing: run `npm ci` first.");
const check = process.argv.includes("--check");
const out = check ? mkdtempSync(join(tmpdir(), "assets-")) : committed;
try {
  const names = await run(out);
  const read = (folder, name) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name)) : null);
  for (const name of check ? names : []) {
    if (!read(out, name)?.equals(read(committed, name) ?? Buffer.alloc(0))) {
      fail(`wwwroot/${name} is not what a fresh build makes. Run \`npm run build\` and commit the result.`);
    }
  }
  const weight = (bytes) => brotliCompressSync(bytes).length;
  const first = weight(readFileSync(join(here, "page.html"))) + weight(read(out, "phone.css"));
  const script = weight(read(out, "resident.js"));
  console.log(`first view ${first} of 14336, script ${script}, until interactive ${first + script} of 32768 bytes (brotli)`);
  if (first > 14_336 || first + script > 32_768) fail("The resident's page has grown past its budget.");
} finally {
  if (check) rmSync(out, { recursive: true, force: true });
}
