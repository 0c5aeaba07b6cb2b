import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import type { AccountScope } from '../../../../core/model/policy';
import { strings } from './strings';

type Tags = AccountScope['tags'];

type Props = {
  readonly tags: Tags;
  readonly error: string | undefined;
  readonly onChange: (tags: Tags) => void;
};

const split = (text: string) => text.split(',').map((value) => value.trimStart());

/** Account tags: a key with the values that count. */
export function TagFields({ tags, error, onChange }: Props) {
  const replace = (index: number, change: Partial<Tags[number]>) =>
    onChange(tags.map((tag, at) => (at === index ? { ...tag, ...change } : tag)));
  return (
    <FormField label={strings.tags} description={strings.tagsHint} errorText={error}>
      {tags.map((tag, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- rows have no identity other than their place
        <div key={index} className="tag-row">
          <Input
            ariaLabel={`${strings.tagKey} ${index + 1}`}
            placeholder={strings.tagKey}
            value={tag.key}
            onChange={({ detail }) => replace(index, { key: detail.value })}
          />
          <Input
            ariaLabel={`${strings.tagValues} ${index + 1}`}
            placeholder={strings.tagValues}
            value={tag.values.join(', ')}
            onChange={({ detail }) => replace(index, { values: split(detail.value) })}
          />
          <Button
            ariaLabel={strings.removeTag(index + 1)}
            onClick={() => onChange(tags.filter((_tag, at) => at !== index))}
          >
            {strings.remove}
          </Button>
        </div>
      ))}
      <Button iconName="add-plus" onClick={() => onChange([...tags, { key: '', values: [''] }])}>
        {strings.addTag}
      </Button>
    </FormField>
  );
}
