import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { EligiblePermissionSet } from '../../../../core/contract/eligibility';
import { type DraftTarget, newTarget } from './draft';
import type { FieldErrors } from './field-errors';
import { strings } from './strings';
import { TargetFields } from './target-fields';

const MAX_TARGETS = 10;

type Props = {
  readonly targets: readonly DraftTarget[];
  readonly terms: readonly (EligiblePermissionSet | undefined)[];
  readonly errors: FieldErrors;
  readonly onChange: (targets: readonly DraftTarget[]) => void;
};

/** What is asked for: one or more accounts, each with a permission set. */
export function TargetsSection({ targets, terms, errors, onChange }: Props) {
  const several = targets.length > 1;
  return (
    <Container header={<Header variant="h2">{strings.what}</Header>}>
      <SpaceBetween size="l">
        {targets.map((target, index) => (
          <fieldset key={target.key} className="group" aria-label={strings.target(index + 1, targets.length)}>
            <SpaceBetween size="xs">
              <TargetFields
                target={target}
                terms={terms[index]}
                accountError={errors[`targets[${index}].accountId`] ?? errors[`targets[${index}]`]}
                permissionSetError={errors[`targets[${index}].permissionSetArn`]}
                onChange={(next) => onChange(targets.map((one) => (one.key === next.key ? next : one)))}
              />
              {several && (
                <Button
                  variant="inline-link"
                  ariaLabel={strings.removeTarget(index + 1)}
                  onClick={() => onChange(targets.filter((one) => one.key !== target.key))}
                >
                  {strings.remove}
                </Button>
              )}
            </SpaceBetween>
          </fieldset>
        ))}
        <Button
          iconName="add-plus"
          disabled={targets.length >= MAX_TARGETS}
          onClick={() => onChange([...targets, newTarget()])}
        >
          {strings.add}
        </Button>
      </SpaceBetween>
    </Container>
  );
}
