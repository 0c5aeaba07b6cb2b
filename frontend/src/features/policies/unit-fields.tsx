import Checkbox from '@cloudscape-design/components/checkbox';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { AccountScope } from '../../../../core/model/policy';
import { useDirectoryNames } from './directory-names';
import { DirectoryPicker } from './directory-picker';
import { strings } from './strings';

type Units = AccountScope['organizationalUnits'];

type Props = {
  readonly units: Units;
  readonly error: string | undefined;
  readonly onChange: (units: Units) => void;
};

/** Organizational units, each with or without the units below it. */
export function UnitFields({ units, error, onChange }: Props) {
  const nameOf = useDirectoryNames(
    'organizational-units',
    units.map((unit) => unit.id),
  );
  return (
    <SpaceBetween size="xs">
      <DirectoryPicker
        kind="organizational-units"
        label={strings.units}
        ids={units.map((unit) => unit.id)}
        error={error}
        onChange={(ids) =>
          onChange(ids.map((id) => units.find((unit) => unit.id === id) ?? { id, includeDescendants: true }))
        }
      />
      {units.map((unit) => (
        <Checkbox
          key={unit.id}
          checked={unit.includeDescendants}
          onChange={({ detail }) =>
            onChange(
              units.map((one) => (one.id === unit.id ? { ...one, includeDescendants: detail.checked } : one)),
            )
          }
        >
          {strings.descendants(nameOf(unit.id)?.name ?? unit.id)}
        </Checkbox>
      ))}
    </SpaceBetween>
  );
}
