import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import type { ReactNode } from 'react';
import { AppLink } from '../../shared/app-link';
import { Loading } from '../../shared/loading';
import { ProblemAlert } from '../../shared/problem-alert';
import { strings } from './strings';

type Props<T> = {
  readonly title: string;
  readonly all: string;
  readonly answer: {
    readonly data: { readonly items: readonly T[] } | undefined;
    readonly error: Error | null;
    readonly refetch: () => unknown;
  };
  readonly empty: string;
  readonly keyOf: (item: T) => string;
  readonly row: (item: T) => ReactNode;
};

/** A short list on the home page. */
export function Section<T>({ title, all, answer, empty, keyOf, row }: Props<T>) {
  const items = answer.data?.items;
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            <AppLink to={all} ariaLabel={`${strings.seeAll}: ${title}`}>
              {strings.seeAll}
            </AppLink>
          }
        >
          {title}
        </Header>
      }
    >
      {!items && answer.error && <ProblemAlert error={answer.error} retry={() => void answer.refetch()} />}
      {!items && !answer.error && <Loading />}
      {items?.length === 0 && <Box color="text-body-secondary">{empty}</Box>}
      {items && items.length > 0 && (
        <ul className="rows">
          {items.map((item) => (
            <li key={keyOf(item)}>{row(item)}</li>
          ))}
        </ul>
      )}
    </Container>
  );
}
