import type { Bar } from './customer-barcode.ts';

/** Sizes at 10 pt in mm; at `a` points each is a/10 of it (Japan Post allows 8 to 11.5 pt). */
const longBar = 3.6;
const pitch = 1.2;
const barWidth = 0.6;
/** 8.5 pt is 67.8 mm long, so that the 2 mm margin holds wherever the sheet slides in a 90 × 45 mm window. */
const points = 8.5;

/** Top and bottom of a bar in thirds of the long bar. */
const extent: Record<Bar, readonly [top: number, bottom: number]> = { F: [0, 3], A: [0, 2], D: [1, 3], T: [1, 2] };

/** The bars as an SVG with its exact size in mm (67.83 × 3.06), one user unit a millimetre, without margins. */
export function customerBarcodeSvg(bars: readonly Bar[]): string {
  const scale = points / 10;
  const width = mm(((bars.length - 1) * pitch + barWidth) * scale);
  const height = mm(longBar * scale);
  const shapes = bars.map((bar, index) => {
    const [top, bottom] = extent[bar];
    const third = (longBar * scale) / 3;
    return `M${mm(index * pitch * scale)} ${mm(top * third)}h${mm(barWidth * scale)}v${mm((bottom - top) * third)}h-${mm(barWidth * scale)}z`;
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}mm" height="${height}mm" viewBox="0 0 ${width} ${height}">` +
    `<path fill="#000" d="${shapes.join('')}"/></svg>`
  );
}

function mm(length: number): string {
  return String(Number(length.toFixed(3)));
}
