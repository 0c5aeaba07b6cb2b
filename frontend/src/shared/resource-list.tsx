import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Cards from '@cloudscape-design/components/cards';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import type { ReactNode } from 'react';
import type { Pager as PagerState } from './list-state';
import { Pager } from './pager';
import { ProblemAlert } from './problem-alert';
import { strings } from './strings';
import { useNarrow } from './use-narrow';

/** A column; on a narrow screen the first one heads a card and the others are its lines. */
export type Column<T> = {
  readonly id: string;
  readonly header: string;
  readonly cell: (item: T) => ReactNode;
  /** Pixels. */
  readonly minWidth?: number;
  /** On a card: takes the whole line instead of half of it. */
  readonly wide?: boolean;
};

type Answer<T> = {
  readonly data: { readonly items: readonly T[]; readonly cursor?: string | undefined } | undefined;
  readonly error: Error | null;
  readonly isPlaceholderData?: boolean;
  readonly refetch: () => unknown;
};

type Props<T> = {
  readonly label: string;
  readonly answer: Answer<T>;
  readonly columns: readonly Column<T>[];
  readonly keyOf: (item: T) => string;
  readonly pager: PagerState;
  readonly empty: { readonly title: string; readonly text?: string; readonly action?: ReactNode };
  /** Present while a filter is set: clears it. */
  readonly clearFilters?: (() => void) | undefined;
  readonly filter?: ReactNode;
  readonly header?: ReactNode;
  readonly variant?: 'container' | 'borderless' | 'full-page';
};

/** A list that is paged and filtered on the server: a table, or cards on a narrow screen. */
export function ResourceList<T>(props: Props<T>) {
  const { answer, columns, keyOf, label } = props;
  const narrow = useNarrow();
  if (answer.error && !answer.data) {
    return (
      <SpaceBetween size="m">
        {props.filter}
        <ProblemAlert error={answer.error} retry={() => void answer.refetch()} />
      </SpaceBetween>
    );
  }
  const shared = {
    items: answer.data?.items ?? [],
    trackBy: keyOf,
    loading: answer.data === undefined,
    loadingText: strings.loading,
    empty: <Nothing {...props} />,
    header: props.header,
    filter: props.filter,
    pagination: (
      <Pager pager={props.pager} next={answer.data?.cursor} disabled={answer.isPlaceholderData ?? false} />
    ),
  };
  const [first, ...others] = columns;
  if (narrow && first) {
    return (
      <Cards
        {...shared}
        ariaLabels={{ itemSelectionLabel: () => '', selectionGroupLabel: label, cardsLabel: label }}
        cardDefinition={{
          header: first.cell,
          sections: others.map(({ id, header, cell, wide }, index) => ({
            id,
            header: <div className={index === 0 ? 'card-part first' : 'card-part'}>{header}</div>,
            content: (item: T) => <div className="card-part">{cell(item)}</div>,
            width: wide ? 100 : 50,
          })),
        }}
      />
    );
  }
  return (
    <Table
      {...shared}
      variant={props.variant ?? 'container'}
      wrapLines
      ariaLabels={{ tableLabel: label }}
      columnDefinitions={columns.map(({ wide: _wide, ...column }, index) => ({
        ...column,
        isRowHeader: index === 0,
      }))}
    />
  );
}

function Nothing<T>({ empty, clearFilters }: Props<T>) {
  return (
    <Box textAlign="center" color="inherit" padding={{ vertical: 'l' }}>
      <SpaceBetween size="s">
        <Box fontWeight="bold" color="inherit">
          {clearFilters ? strings.noMatch : empty.title}
        </Box>
        {(clearFilters || empty.text) && (
          <Box color="inherit">{clearFilters ? strings.noMatchText : empty.text}</Box>
        )}
        {clearFilters ? <Button onClick={clearFilters}>{strings.clearFilters}</Button> : empty.action}
      </SpaceBetween>
    </Box>
  );
}
