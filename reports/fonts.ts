import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openSync, type Font } from 'fontkit';

export interface Fonts {
  /** @font-face rules and the custom properties --mincho, --gothic and --name (a site's fonts first) */
  css: string;
  /** The characters no font can draw, each once, in order; a variation sequence counts as one. Spaces and line ends are never missing. */
  missingCharacters(text: string): string[];
}

interface Face {
  family: string;
  weight: number;
  path: string;
}

const mincho = 'BIZ UDMincho';
const gothic = 'BIZ UDGothic';

/**
 * The fonts of printed documents: BIZ UD from npm, plus every .ttf and .otf of `fontDir` (a site's IPAmj Mincho for rare names). Throws
 * when the folder or a font cannot be read. Variable and CFF-less web fonts are not looked for.
 */
export function openFonts(fontDir?: string): Fonts {
  const packaged = packagedFaces();
  const site = fontDir ? siteFaces(fontDir) : [];
  const drawn = packaged.map(open);
  const others = site.map(open);
  const segmenter = new Intl.Segmenter('ja', { granularity: 'grapheme' });

  function missingCharacters(text: string): string[] {
    const characters = new Set([...segmenter.segment(text)].map(({ segment }) => segment));
    return [...characters].filter(
      (character) =>
        !/^\s+$/.test(character) &&
        !drawn.every((font) => canDraw(font, character)) &&
        !others.some((font) => canDraw(font, character)),
    );
  }

  return { css: css(packaged, site), missingCharacters };
}

function packagedFaces(): Face[] {
  const require = createRequire(import.meta.url);
  return [
    {
      family: mincho,
      weight: 400,
      path: require.resolve('@expo-google-fonts/biz-udmincho/400Regular/BIZUDMincho_400Regular.ttf'),
    },
    {
      family: mincho,
      weight: 700,
      path: require.resolve('@expo-google-fonts/biz-udmincho/700Bold/BIZUDMincho_700Bold.ttf'),
    },
    {
      family: gothic,
      weight: 400,
      path: require.resolve('@expo-google-fonts/biz-udgothic/400Regular/BIZUDGothic_400Regular.ttf'),
    },
    {
      family: gothic,
      weight: 700,
      path: require.resolve('@expo-google-fonts/biz-udgothic/700Bold/BIZUDGothic_700Bold.ttf'),
    },
  ];
}

function siteFaces(fontDir: string): Face[] {
  return readdirSync(fontDir)
    .filter((name) => /\.(ttf|otf)$/i.test(name))
    .sort()
    .map((name, index) => ({ family: `Site ${index + 1}`, weight: 400, path: join(fontDir, name) }));
}

function open({ path }: Face): Font {
  const font = openSync(path);
  if ('fonts' in font) throw new Error(`${path} is a collection of fonts, not one font`);
  return font;
}

/** Private-use characters mean something else in every font, and U+FFFD is what broken text became: neither may be printed. */
const neverDrawn = /[\p{Co}\p{Cn}\uFFFD]/u;
const variationSelector = /[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/u;

function canDraw(font: Font, character: string): boolean {
  if (neverDrawn.test(character)) return false;
  const plain = character.replace(new RegExp(variationSelector, 'gu'), '');
  if (![...plain].every((each) => font.hasGlyphForCodePoint(each.codePointAt(0) ?? 0))) return false;
  if (plain === character) return true;
  // A sequence the font does not know is silently drawn as the plain character, which is another spelling of the name.
  return glyphIds(font, character) !== glyphIds(font, plain);
}

function glyphIds(font: Font, text: string): string {
  return font
    .glyphsForString(text)
    .map(({ id }) => id)
    .join();
}

function css(packaged: readonly Face[], site: readonly Face[]): string {
  const rules = [...packaged, ...site].map(
    ({ family, weight, path }) =>
      `@font-face { font-family: '${family}'; font-weight: ${weight}; src: url('${pathToFileURL(path).href}'); }`,
  );
  const own = site.map(({ family }) => `'${family}'`);
  const stack = (...families: string[]) => families.join(', ');
  rules.push(
    `:root { --mincho: ${stack(`'${mincho}'`, ...own)}; --gothic: ${stack(`'${gothic}'`, ...own)}; ` +
      `--name: ${stack(...own, `'${mincho}'`)}; }`,
  );
  return rules.join('\n');
}
