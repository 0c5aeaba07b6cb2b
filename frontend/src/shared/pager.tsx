import Pagination from '@cloudscape-design/components/pagination';
import type { Pager as PagerState } from './list-state';
import { strings } from './strings';

type Props = { readonly pager: PagerState; readonly next: string | undefined; readonly disabled?: boolean };

/** Next and previous page of a list that is paged on the server. */
export function Pager({ pager, next, disabled = false }: Props) {
  if (pager.index === 1 && !next) return null;
  return (
    <Pagination
      currentPageIndex={pager.index}
      pagesCount={pager.index}
      openEnd={next !== undefined}
      disabled={disabled}
      ariaLabels={{
        paginationLabel: strings.pages,
        nextPageLabel: strings.nextPage,
        previousPageLabel: strings.previousPage,
        pageLabel: strings.page,
      }}
      onChange={({ detail }) => pager.go(detail.currentPageIndex, next)}
    />
  );
}
