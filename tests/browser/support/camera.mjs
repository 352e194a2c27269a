// A camera for Chromium: a film of a QR code, as the modules of a drawing in the page say it.
import { writeFileSync } from 'node:fs';

/** The flags by which Chromium has this film for a camera, and asks nobody. */
export const cameraFlags = (film) => ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`];

/** The modules of the QR code drawn in `svg`, a locator: rows of booleans, true for black, with the border. */
export async function modulesOf(svg) {
  const { side, path } = await svg.evaluate((drawing) => ({ side: drawing.viewBox.baseVal.width, path: drawing.querySelector('path').getAttribute('d') }));
  const rows = Array.from({ length: side }, () => Array(side).fill(false));
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) rows[y].fill(true, Number(x), Number(x) + Number(length));
  return rows;
}

/** The grey of each pixel of what a webcam of 640 × 480 sees: this code before a grey wall, or the wall alone. */
function greys(modules) {
  const [width, height] = [640, 480];
  const grey = Buffer.alloc(width * height, 140);
  if (modules) {
    const scale = Math.floor((height - 40) / modules.length);
    const [left, top] = [width, height].map((length) => Math.floor((length - scale * modules.length) / 2));
    modules.forEach((row, y) =>
      row.forEach((black, x) => {
        for (let line = 0; line < scale; line += 1) {
          const start = (top + y * scale + line) * width + left + x * scale;
          grey.fill(black ? 30 : 225, start, start + scale);
        }
      }),
    );
  }
  return { width, height, grey };
}

/** One picture, as a canvas gives it: four bytes a pixel. */
export function pictureOf(modules) {
  const { width, height, grey } = greys(modules);
  return { width, height, pixels: Uint8Array.from({ length: 4 * width * height }, (_, at) => (at % 4 === 3 ? 255 : grey[at >> 2])) };
}

/** Writes a film that shows each of these codes in turn, `seconds` each, with the wall between them. */
export function writeFilm(path, codes, { seconds = 2, rate = 10 } = {}) {
  const { width, height } = greys();
  // No colour: both chroma planes in the middle.
  const frame = (modules) => Buffer.concat([Buffer.from('FRAME\n'), greys(modules).grey, Buffer.alloc((width * height) / 2, 128)]);
  const frames = codes.flatMap((code) => [...Array(seconds * rate).fill(frame(code)), ...Array(rate / 2).fill(frame())]);
  writeFileSync(path, Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F${rate}:1 Ip A1:1 C420jpeg\n`), ...frames]));
}
