// The worker that reads the QR codes of a camera's pictures (src/platform/camera): a WebAssembly of its own, src/bin/qr-worker.rs, loaded when it starts.
// For each picture { width, height, pixels } it answers the list of texts found, or null when it cannot go on.
import load, { read } from './qr-worker.js';

const loaded = load();
loaded.catch(() => {});

addEventListener('message', async ({ data: { width, height, pixels } }) => {
  try {
    await loaded;
    postMessage(read(width, height, pixels));
  } catch {
    postMessage(null);
  }
});
