import FormField from '@cloudscape-design/components/form-field';
import Textarea from '@cloudscape-design/components/textarea';
import { strings } from './strings';

type Props = {
  readonly value: string;
  readonly required?: boolean;
  readonly error?: string | undefined;
  readonly help?: string;
  readonly onChange: (value: string) => void;
};

/** Why, in a person's own words. */
export function CommentField({ value, required = false, error, help, onChange }: Props) {
  return (
    <FormField
      label={
        required ? (
          strings.comment
        ) : (
          <span>
            {strings.comment} <i>– {strings.optional}</i>
          </span>
        )
      }
      description={help}
      errorText={error}
    >
      <Textarea
        value={value}
        rows={3}
        ariaRequired={required}
        onChange={({ detail }) => onChange(detail.value)}
      />
    </FormField>
  );
}
