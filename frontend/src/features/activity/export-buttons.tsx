import Button from '@cloudscape-design/components/button';
import { useMutation } from '@tanstack/react-query';
import { callForFile } from '../../api/call';
import { saveFile } from '../../shared/save-file';
import { ProblemAlert } from '../../shared/problem-alert';
import { type ActivityFilters, type LeasePath, queryOf } from './queries';
import { strings } from './strings';

type Props = { readonly lease: LeasePath; readonly queryId: string; readonly filters: ActivityFilters };

/** The events that match the filters, as a file made by the server. */
export function ExportButtons({ lease, queryId, filters }: Props) {
  const file = useMutation({
    mutationFn: async (format: 'csv' | 'json') => {
      const params = { ...lease, queryId };
      const blob = await callForFile('exportActivity', { params, query: { ...queryOf(filters), format } });
      saveFile(blob, `activity-${lease.leaseId}.${format}`);
    },
  });
  const button = (format: 'csv' | 'json') => (
    <Button
      iconName="download"
      loading={file.isPending && file.variables === format}
      disabled={file.isPending}
      onClick={() => file.mutate(format)}
    >
      {strings[format]}
    </Button>
  );
  return (
    <div>
      <div className="button-row">
        {button('csv')}
        {button('json')}
      </div>
      <ProblemAlert error={file.error} />
    </div>
  );
}
