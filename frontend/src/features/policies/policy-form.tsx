import Button from '@cloudscape-design/components/button';
import Form from '@cloudscape-design/components/form';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type ComponentType, type FormEvent, useState } from 'react';
import type { z } from 'zod';
import { ApiProblem } from '../../api/problem';
import { ProblemAlert } from '../../shared/problem-alert';
import { type FormErrors, problemErrors, schemaErrors } from './form-errors';
import { strings } from './strings';

/** What the fields of a form get. */
export type FieldsProps<B> = {
  readonly value: B;
  readonly errors: FormErrors;
  readonly onChange: (change: Partial<B>) => void;
};

type Props<B> = {
  readonly initial: B;
  readonly schema: z.ZodType<B>;
  readonly submit: string;
  readonly busy: boolean;
  readonly error: Error | null;
  readonly fields: ComponentType<FieldsProps<B>>;
  readonly onSubmit: (value: B) => void;
  /** Somebody else saved meanwhile: start again from their version. */
  readonly onReload?: () => void;
};

/** A form whose content is checked by the contract's own schema before it is sent. */
export function PolicyForm<B extends object>(props: Props<B>) {
  const { schema, busy, error, onReload, fields: Fields } = props;
  const [value, setValue] = useState(props.initial);
  const [tried, setTried] = useState(false);
  const invalid = schemaErrors(schema, value);
  const errors = new Map([...problemErrors(error), ...(tried ? invalid : [])]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const parsed = schema.safeParse(value);
    if (parsed.success) props.onSubmit(parsed.data);
  };
  const stale = error instanceof ApiProblem && error.problem.status === 409 && onReload;
  return (
    <form onSubmit={submit} noValidate>
      <Form
        errorText={tried && invalid.size > 0 ? strings.invalid : undefined}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            {stale && (
              <Button formAction="none" onClick={onReload}>
                {strings.loadCurrent}
              </Button>
            )}
            <Button variant="primary" formAction="submit" loading={busy}>
              {props.submit}
            </Button>
          </SpaceBetween>
        }
      >
        <SpaceBetween size="l">
          <Fields
            value={value}
            errors={errors}
            onChange={(change) => setValue((was) => ({ ...was, ...change }))}
          />
          <ProblemAlert error={error} />
        </SpaceBetween>
      </Form>
    </form>
  );
}
