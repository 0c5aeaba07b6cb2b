/** A part of an article. Texts may have inline marks, see `inline`. */
export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'steps'; readonly start: number; readonly items: readonly string[] }
  | {
      readonly kind: 'table';
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    };

/** An article of the runbook; `id` is what follows `#` in links to it. */
export type Article = { readonly id: string; readonly title: string; readonly blocks: readonly Block[] };

/** A piece of a line: plain, or marked as strong, emphasis, code or a link. */
export type Piece = {
  readonly kind: 'plain' | 'strong' | 'emphasis' | 'code' | 'link';
  readonly text: string;
  /** Of a link. */
  readonly to?: string;
};

const MARKS =
  /\*\*(?<strong>[^*]+)\*\*|\*(?<emphasis>[^*]+)\*|`(?<code>[^`]+)`|\[(?<link>[^\]]+)\]\((?<to>[^)]+)\)/g;

/** The articles of a Markdown page that has one below each heading of the second level. */
export function articlesOf(page: string): Article[] {
  return page
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [title = '', ...lines] = section.split('\n');
      return { id: idOf(title), title, blocks: blocksOf(lines) };
    });
}

/** The pieces of a text with inline marks, in their order. */
export function inline(text: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of text.matchAll(MARKS)) {
    if (match.index > at) pieces.push({ kind: 'plain', text: text.slice(at, match.index) });
    pieces.push(marked(match.groups ?? {}));
    at = match.index + match[0].length;
  }
  if (at < text.length) pieces.push({ kind: 'plain', text: text.slice(at) });
  return pieces;
}

function marked({ strong, emphasis, code, link = '', to = '' }: Record<string, string | undefined>): Piece {
  if (strong !== undefined) return { kind: 'strong', text: strong };
  if (emphasis !== undefined) return { kind: 'emphasis', text: emphasis };
  if (code !== undefined) return { kind: 'code', text: code };
  return { kind: 'link', text: link, to };
}

/** As the docs' own links write a heading. */
function idOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');
}

const STEP = /^(\d+)\. (.*)$/;
const ROW = /^\|(.*)\|\s*$/;

function blocksOf(lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  let open = false;
  for (const line of lines) {
    if (line.trim() === '') {
      open = false;
      continue;
    }
    const last = blocks.at(-1);
    const next = blockOf(line, open ? last : undefined);
    if (open && last) blocks.pop();
    blocks.push(...(open && last && next.kind !== last.kind ? [last, next] : [next]));
    open = true;
  }
  return blocks;
}

/** The block that a line continues, longer by it, or the one that it begins. */
function blockOf(line: string, last: Block | undefined): Block {
  const row = ROW.exec(line);
  const step = STEP.exec(line);
  if (row) return tableWith(cellsOf(row[1] ?? ''), last);
  if (step) return stepsWith(Number(step[1]), step[2] ?? '', last);
  if (last?.kind === 'steps') {
    const before = last.items.slice(0, -1);
    return { ...last, items: [...before, `${last.items.at(-1) ?? ''} ${line.trim()}`] };
  }
  const text = line.trim();
  return { kind: 'paragraph', text: last?.kind === 'paragraph' ? `${last.text} ${text}` : text };
}

function cellsOf(row: string): string[] {
  return row.split('|').map((cell) => cell.trim());
}

function tableWith(cells: readonly string[], last: Block | undefined): Block {
  if (last?.kind !== 'table') return { kind: 'table', head: cells, rows: [] };
  const rule = cells.every((cell) => /^:?-+:?$/.test(cell));
  return rule ? last : { ...last, rows: [...last.rows, cells] };
}

function stepsWith(number: number, text: string, last: Block | undefined): Block {
  if (last?.kind === 'steps') return { ...last, items: [...last.items, text] };
  return { kind: 'steps', start: number, items: [text] };
}
