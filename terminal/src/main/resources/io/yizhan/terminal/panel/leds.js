// LEDs dot by dot, from the bytes that reached them.

const DOT_PX = 6;
const LIT = '#ff6a3d';
const DARK = '#33211b';
const GROUND = '#150d0a';

/** Draws {width, height, rows} on a canvas; a row is hexadecimal digits of four dots each. */
export function draw(canvas, leds) {
  const width = leds.width * DOT_PX;
  const height = leds.height * DOT_PX;
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  const pen = canvas.getContext('2d');
  pen.fillStyle = GROUND;
  pen.fillRect(0, 0, width, height);
  paint(pen, leds, false, DARK, DOT_PX * 0.3);
  paint(pen, leds, true, LIT, DOT_PX * 0.44);
}

function paint(pen, leds, lit, colour, radius) {
  pen.fillStyle = colour;
  pen.beginPath();
  leds.rows.forEach((row, y) => {
    for (let x = 0; x < leds.width; x++) {
      const on = (parseInt(row[x >> 2], 16) >> (3 - (x & 3)) & 1) === 1;
      if (on === lit) {
        const centreX = (x + 0.5) * DOT_PX;
        const centreY = (y + 0.5) * DOT_PX;
        pen.moveTo(centreX + radius, centreY);
        pen.arc(centreX, centreY, radius, 0, 2 * Math.PI);
      }
    }
  });
  pen.fill();
}
