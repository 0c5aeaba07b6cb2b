import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import type { PersonRef } from '../../../../core/model/person';
import { Moment } from '../../shared/moment';
import { ProblemAlert } from '../../shared/problem-alert';
import { Pager } from '../../shared/pager';
import type { Pager as PagerState } from '../../shared/list-state';
import { type Difference, differences } from './differences';
import type { NameOf } from './name-of';
import { strings } from './strings';

type Version = { readonly version: number; readonly changedAt: string; readonly changedBy: PersonRef };

type Props = {
  readonly answer: {
    readonly data: { readonly items: readonly Version[]; readonly cursor?: string | undefined } | undefined;
    readonly error: Error | null;
  };
  readonly nameOf: NameOf;
  readonly pager: PagerState;
};

function Changes({ before, after, nameOf }: { before: Version | undefined; after: Version; nameOf: NameOf }) {
  if (after.version === 1) return <>{strings.firstVersion}</>;
  if (!before) return null;
  const found = differences(before, after, nameOf);
  if (found.length === 0) return <>{strings.noChange}</>;
  return (
    <ul className="steps">
      {found.map((one) => (
        <li key={one.field}>
          {one.field}: <Change difference={one} />
        </li>
      ))}
    </ul>
  );
}

function Change({ difference }: { readonly difference: Difference }) {
  if (difference.kind === 'text') {
    return (
      <>
        {strings.was} <del>{difference.before || strings.nothing}</del>, {strings.isNow}{' '}
        <ins>{difference.after || strings.nothing}</ins>
      </>
    );
  }
  const { added, removed } = difference;
  return (
    <>
      {added && (
        <>
          {strings.added} <ins>{added}</ins>
        </>
      )}
      {added && removed && ', '}
      {removed && (
        <>
          {strings.removed} <del>{removed}</del>
        </>
      )}
    </>
  );
}

/** Every version, newest first, with what it changed. */
export function History({ answer, nameOf, pager }: Props) {
  const versions = [...(answer.data?.items ?? [])].sort((a, b) => b.version - a.version);
  return (
    <Container
      header={
        <Header variant="h2" actions={<Pager pager={pager} next={answer.data?.cursor} />}>
          {strings.history}
        </Header>
      }
    >
      <ProblemAlert error={answer.error} />
      <ul className="rows">
        {versions.map((version, index) => (
          <li key={version.version}>
            <div className="row-main">
              <strong>
                {strings.version} {version.version}
              </strong>
              <div>
                <Changes before={versions[index + 1]} after={version} nameOf={nameOf} />
              </div>
            </div>
            <Box color="text-body-secondary">
              <Moment at={version.changedAt} /> {strings.by} {version.changedBy.displayName}
            </Box>
          </li>
        ))}
      </ul>
    </Container>
  );
}
