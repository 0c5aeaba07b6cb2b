import Box from '@cloudscape-design/components/box';
import { AppLink } from '../../shared/app-link';
import { type Block, inline, type Piece } from './parse';

/** A part of an article as it is read. */
export function BlockView({ block }: { readonly block: Block }) {
  switch (block.kind) {
    case 'paragraph':
      return (
        <p className="breakable">
          <Inline text={block.text} />
        </p>
      );
    case 'steps':
      return (
        <ol className="breakable" start={block.start}>
          {block.items.map((item) => (
            <li key={item}>
              <Inline text={item} />
            </li>
          ))}
        </ol>
      );
    case 'table':
      return <Rows {...block} />;
  }
}

/** Two columns, read one row after the other; a table would not fit a narrow screen. */
function Rows({ rows }: Extract<Block, { kind: 'table' }>) {
  return (
    <dl className="breakable">
      {rows.map(([name = '', ...rest]) => (
        <div key={name}>
          <dt>
            <strong>
              <Inline text={name} />
            </strong>
          </dt>
          {rest.map((cell) => (
            <dd key={cell}>
              <Inline text={cell} />
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}

function Inline({ text }: { readonly text: string }) {
  return inline(text).map((piece, index) => <Part key={`${index} ${piece.text}`} piece={piece} />);
}

function Part({ piece: { kind, text, to = '' } }: { readonly piece: Piece }) {
  switch (kind) {
    case 'strong':
      return <strong>{text}</strong>;
    case 'emphasis':
      return <em>{text}</em>;
    case 'code':
      return <Box variant="code">{text}</Box>;
    case 'link':
      // Other pages of the documentation are not part of the app.
      return to.startsWith('#') ? <AppLink to={`/runbook/${to.slice(1)}`}>{text}</AppLink> : text;
    case 'plain':
      return text;
  }
}
