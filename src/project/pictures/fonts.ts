/** Fonts that are installed, for drawing letters where no browser does it. */
import { readdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';

const folders: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ['/System/Library/Fonts', '/Library/Fonts', join(homedir(), 'Library/Fonts')],
  win32: [join(process.env.WINDIR ?? 'C:\\Windows', 'Fonts')],
};
const elsewhere = [
  '/usr/share/fonts',
  '/usr/local/share/fonts',
  join(homedir(), '.fonts'),
  join(homedir(), '.local/share/fonts'),
];

/** By file names: fonts of Arial's widths first, then those that have many letters. */
const preferred: readonly RegExp[] = [
  /^liberationsans-/i,
  /^(?:arial|arialbd|ariali|arialbi|arial (?:bold|italic|bold italic))\.ttf$/i,
  /^(?:nimbussans-|helvetica)/i,
  /^liberationmono-/i,
  /^(?:cour|courbd|courier new)/i,
  /^dejavusans(?:mono)?(?:-bold|-oblique)?\.ttf$/i,
  /^noto ?sans-(?:regular|bold)/i,
  /^noto(?:sans|serif)?cjk-(?:regular|bold)|^(?:pingfang|hiragino|msgothic|msyh|malgun)/i,
  /^notocoloremoji|^apple color emoji|^seguiemj/i,
];
/** Fonts for Chinese, Japanese and Korean are large, and one is enough. */
const mostBytes = 60_000_000;

/** The contents of font files, the preferred first; none where none is installed. */
export async function systemFonts(): Promise<Uint8Array[]> {
  const paths: string[] = [];
  for (const folder of folders[process.platform] ?? elsewhere) {
    const entries = await readdir(folder, { recursive: true }).catch(() => []);
    for (const entry of entries) if (/\.(?:ttf|otf|ttc)$/i.test(entry)) paths.push(join(folder, entry));
  }
  const rank = (path: string): number => {
    const index = preferred.findIndex((pattern) => pattern.test(basename(path)));
    return index < 0 ? preferred.length : index;
  };
  const ranked = paths
    .map((path) => ({ path, rank: rank(path) }))
    .sort((a, b) => a.rank - b.rank || (a.path < b.path ? -1 : 1));
  // Of fonts that nobody knows, the first few may have the letters.
  const chosen = ranked.filter((each, index) => each.rank < preferred.length || index < 4);
  const fonts: Uint8Array[] = [];
  let bytes = 0;
  for (const { path } of chosen) {
    const font = await readFile(path).catch(() => undefined);
    if (!font || bytes + font.length > mostBytes) continue;
    bytes += font.length;
    fonts.push(font);
  }
  return fonts;
}
