import SpaceBetween from '@cloudscape-design/components/space-between';
import type { z } from 'zod';
import type { People as PeopleSchema } from '../../../../core/model/policy';
import { DirectoryPicker } from './directory-picker';
import { errorAt, type FormErrors } from './form-errors';
import { strings } from './strings';

type People = z.infer<typeof PeopleSchema>;

type Props = {
  readonly path: string;
  readonly people: People;
  readonly errors: FormErrors;
  readonly onChange: (people: People) => void;
};

/** People by group or one by one. */
export function PeopleFields({ path, people, errors, onChange }: Props) {
  return (
    <SpaceBetween size="m">
      <DirectoryPicker
        kind="groups"
        label={strings.groups}
        ids={people.groups}
        error={errors.get(path) ?? errorAt(errors, `${path}.groups`)}
        onChange={(groups) => onChange({ ...people, groups })}
      />
      <DirectoryPicker
        kind="people"
        label={strings.people}
        ids={people.users}
        error={errorAt(errors, `${path}.users`)}
        onChange={(users) => onChange({ ...people, users })}
      />
    </SpaceBetween>
  );
}
