import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { articles } from '../../../../frontend/src/features/runbook/articles';
import { type Block, articlesOf, inline } from '../../../../frontend/src/features/runbook/parse';

const runbook = articlesOf(readFileSync(join(__dirname, '../../../../docs/RUNBOOK.md'), 'utf8'));

const textsOf = (block: Block): readonly string[] => {
  switch (block.kind) {
    case 'paragraph':
      return [block.text];
    case 'steps':
      return block.items;
    case 'table':
      return [block.head, ...block.rows].flat();
  }
};

describe('the runbook in the app', () => {
  it('has every article that a page leads to', () => {
    const ids = runbook.map(({ id }) => id);
    expect(Object.values(articles).filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('shows no article with marks that were not understood', () => {
    const plain = runbook.flatMap(({ id, blocks }) =>
      blocks.flatMap(textsOf).flatMap((text) =>
        inline(text)
          .filter(({ kind, text: shown }) => kind !== 'code' && /[*`|\]]|^#|^- /.test(shown))
          .map((piece) => `${id}: ${piece.text}`),
      ),
    );
    expect(plain).toEqual([]);
  });

  it('reads paragraphs, steps that go on in the next line, steps after a table, and tables', () => {
    const [article] = articlesOf(
      [
        '# Page\nNot an article.\n\n## What, then?\nOne\ntwo\n\n1. a\n   b\n2. c\n',
        '| x | y |\n|---|---|\n| 1 | 2 |\n\n3. d\n',
      ].join('\n'),
    );
    expect(article).toEqual({
      id: 'what-then',
      title: 'What, then?',
      blocks: [
        { kind: 'paragraph', text: 'One two' },
        { kind: 'steps', start: 1, items: ['a b', 'c'] },
        { kind: 'table', head: ['x', 'y'], rows: [['1', '2']] },
        { kind: 'steps', start: 3, items: ['d'] },
      ],
    });
  });

  it('knows what is strong, emphasised, code and a link', () => {
    expect(inline('**Do:** see *it* in `a*b` and [there](#x).')).toEqual([
      { kind: 'strong', text: 'Do:' },
      { kind: 'plain', text: ' see ' },
      { kind: 'emphasis', text: 'it' },
      { kind: 'plain', text: ' in ' },
      { kind: 'code', text: 'a*b' },
      { kind: 'plain', text: ' and ' },
      { kind: 'link', text: 'there', to: '#x' },
      { kind: 'plain', text: '.' },
    ]);
  });
});
