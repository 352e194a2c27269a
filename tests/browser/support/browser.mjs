// The Chromium of the tests, and pages in it that hold themselves to the app's promises: no other origin, no breach of the
// Content-Security-Policy, no error in the console.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

export const SIZES = {
  phone: { width: 360, height: 740 },
  laptop: { width: 1366, height: 768 },
  projector: { width: 1920, height: 1080 },
};

/** How long the app may take to show its first screen, on a machine busy with other tests. */
export const START_TIMEOUT = 30_000;

// What Chromium would otherwise look for on its maker's servers, at every start.
export const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The path of the browser: CHROMIUM, which `tools/browser-tests` sets, else the usual places. */
export function chromiumPath() {
  const path = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
    (candidate) => candidate && existsSync(candidate),
  );
  assert.ok(path, 'Chromium is missing: run tools/setup browser, or set CHROMIUM.');
  return path;
}

/** A new browser. `profile`: a directory that keeps its storage, so that a test can kill the browser and start it again. */
export async function launch({ profile, flags = [], ...context } = {}) {
  const options = { executablePath: chromiumPath(), headless: true, args: [...FLAGS, ...flags] };
  return profile ? chromium.launchPersistentContext(profile, { ...options, ...contextOptions(context) }) : chromium.launch(options);
}

function contextOptions({ size = 'phone', scheme = 'light', motion = 'no-preference', contrast, javaScript = true, ...more } = {}) {
  return {
    viewport: SIZES[size] ?? size,
    hasTouch: size === 'phone',
    isMobile: size === 'phone',
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    colorScheme: scheme,
    reducedMotion: motion,
    forcedColors: contrast === 'forced' ? 'active' : 'none',
    javaScriptEnabled: javaScript,
    acceptDownloads: true,
    // What the device keeps would answer in place of the server, which tests tell to fail: offline.test.mjs alone lets it.
    serviceWorkers: 'block',
    ...more,
  };
}

/**
 * A page of its own in `browser`, at one of SIZES, in one colour scheme.
 *
 * `page.watched` gathers what must not happen; `assertQuiet(page)` fails if anything did.
 */
export async function newPage(browser, options = {}) {
  const context = await browser.newContext(contextOptions(options));
  const page = await context.newPage();
  page.watched = watch(page);
  await page.watched.ready;
  return page;
}

/** Watches a page made elsewhere, such as a second tab: `page.watched = watch(page); await page.watched.ready`. */
export function watch(page) {
  const watched = { foreign: [], violations: [], errors: [], requests: [] };
  page.on('request', (request) => {
    const url = request.url();
    if (/^(data|blob|about):/.test(url)) return;
    watched.requests.push(url);
    if (!/^127\.0\.0\.1$|^localhost$/.test(new URL(url).hostname)) watched.foreign.push(url);
  });
  page.on('websocket', (socket) => watched.foreign.push(socket.url()));
  page.on('pageerror', (error) => watched.errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') watched.errors.push(message.text());
    if (/Content.Security.Policy/i.test(message.text())) watched.violations.push(message.text());
  });
  watched.ready = page
    .exposeFunction('reportViolation', (violation) => watched.violations.push(violation))
    .then(() =>
      page.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) => {
          window.reportViolation(`${event.violatedDirective}: ${event.blockedURI} (${event.sourceFile}:${event.lineNumber})`);
        });
      }),
    );
  return watched;
}

/** Nothing left the origin, nothing broke the policy and, unless `errors` allows them, nothing was reported as an error. */
export function assertQuiet(page, { errors = false } = {}) {
  assert.deepEqual(page.watched.foreign, [], 'requests to another origin');
  assert.deepEqual(page.watched.violations, [], 'breaches of the Content-Security-Policy');
  if (!errors) assert.deepEqual(page.watched.errors, [], 'errors in the console');
}

/** Waits until the app has taken over from the loading screen. */
export async function started(page) {
  // Between two pages there is no body.
  await page.waitForFunction(() => !document.getElementById('amorce') && document.body?.innerText.trim(), null, { timeout: START_TIMEOUT });
}

/** Clicks what loads the page again, and waits until the app has started in it. */
export async function clickAndRestart(page, name) {
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name }).click()]);
  await started(page);
}
