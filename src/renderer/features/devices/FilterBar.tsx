import type { DeviceFilter } from '../../../contract/device-query.ts';
import type { DeviceChoices } from '../../../contract/devices.ts';
import { useLanguage, useSay } from '../../app/language.tsx';
import { Button } from '../../ui/Button.tsx';
import { Select } from './Select.tsx';

interface FilterBarProps {
  readonly filter: DeviceFilter;
  readonly choices: DeviceChoices | undefined;
  readonly onChange: (filter: DeviceFilter) => void;
}

type Option = { readonly value: string; readonly text: string };
/** The filters that are lists of values; one of them is chosen here, a view may hold several. */
type ListFilter = 'lanes' | 'steps' | 'models' | 'services' | 'profiles';

const ANY = '';
/** Stands for the id `''`, which a choice could not tell from any. */
const NONE = '\u0000none';
const SEVERAL = '\u0000several';

/** Everything the table can be filtered by, each with how many devices it would leave of the whole fleet. */
export function FilterBar({ filter, choices, onChange }: FilterBarProps) {
  const say = useSay();
  const words = useOptionWords();
  const set = (part: Partial<DeviceFilter>) => onChange({ ...filter, ...part });
  const list = (name: ListFilter, label: string, options: readonly Option[]) => (
    <Select
      label={say(`ui.devices.filter.${label}`)}
      value={valueOf(filter[name])}
      options={[words.any, ...severalIn(filter[name], words.several), ...options]}
      onChange={(value) => set({ [name]: valuesOf(value, filter[name]) })}
    />
  );
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  return (
    <section className="filter-bar" aria-label={say('ui.devices.filter.label')}>
      {list('lanes', 'lane', words.lanes(choices))}
      {list('steps', 'step', words.steps(choices))}
      {list('models', 'model', words.models(choices))}
      {list('services', 'service', words.named(choices?.services))}
      {list('profiles', 'profile', words.named(choices?.profiles))}
      <YesOrNo filter={filter} name="isInIntune" words={['inIntune', 'notInIntune']} set={set} />
      <YesOrNo filter={filter} name="isSetAside" words={['isAside', 'inLine']} set={set} />
      <DeliveryFields filter={filter} choices={choices} set={set} />
      <Days filter={filter} name="hereFor" set={set} />
      <Days filter={filter} name="enrolledWithin" set={set} />
      <Days filter={filter} name="readBefore" set={set} />
      <Button look="plain" disabled={!isFiltered} onClick={() => onChange({})}>
        {say('ui.devices.filter.clear')}
      </Button>
    </section>
  );
}

function useOptionWords() {
  const say = useSay();
  const language = useLanguage();
  const counted = (text: string, count: number) => `${text} (${count.toLocaleString(language)})`;
  return {
    any: { value: ANY, text: say('ui.devices.filter.any') },
    several: { value: SEVERAL, text: say('ui.devices.filter.several') },
    lanes: (choices: DeviceChoices | undefined) =>
      (choices?.lanes ?? []).map(({ value, count }) => ({
        value,
        text: counted(say(`lane.${value}.word`), count),
      })),
    steps: (choices: DeviceChoices | undefined) =>
      (choices?.steps ?? []).map(({ value, count }) => ({
        value,
        text: counted(say(`ui.devices.stepName.${value}`), count),
      })),
    models: (choices: DeviceChoices | undefined) =>
      (choices?.models ?? []).map(({ value, count }) => ({ value, text: counted(value, count) })),
    named: (all: DeviceChoices['services'] | undefined) =>
      (all ?? []).map(({ id, name, count }) => ({
        value: id === '' ? NONE : id,
        text: counted(id === '' ? say('ui.devices.filter.none') : name, count),
      })),
  };
}

interface FieldProps {
  readonly filter: DeviceFilter;
  readonly set: (part: Partial<DeviceFilter>) => void;
}

function YesOrNo({
  filter,
  name,
  words: [yes, no],
  set,
}: FieldProps & {
  readonly name: 'isInIntune' | 'isSetAside';
  readonly words: readonly [string, string];
}) {
  const say = useSay();
  const value = filter[name];
  return (
    <Select
      label={say(`ui.devices.filter.${name === 'isInIntune' ? 'intune' : 'aside'}`)}
      value={value === undefined ? ANY : String(value)}
      options={[
        { value: ANY, text: say('ui.devices.filter.any') },
        { value: 'true', text: say(`ui.devices.filter.${yes}`) },
        { value: 'false', text: say(`ui.devices.filter.${no}`) },
      ]}
      onChange={(chosen) => set({ [name]: chosen === ANY ? undefined : chosen === 'true' })}
    />
  );
}

/** A box can be chosen once it is known of which delivery. */
function DeliveryFields({
  filter,
  choices,
  set,
}: FieldProps & { readonly choices: DeviceChoices | undefined }) {
  const say = useSay();
  const any = { value: ANY, text: say('ui.devices.filter.any') };
  const sessions = choices?.sessions ?? [];
  if (sessions.length === 0) return null;
  const boxes = sessions.find(({ sessionId }) => sessionId === filter.sessionId)?.boxes ?? [];
  return (
    <>
      <Select
        label={say('ui.devices.filter.session')}
        value={filter.sessionId ?? ANY}
        options={[
          any,
          ...sessions.map(({ sessionId, name }) => ({ value: sessionId, text: name })),
        ]}
        onChange={(value) => set({ sessionId: value || undefined, boxId: undefined })}
      />
      {boxes.length > 0 && (
        <Select
          label={say('ui.devices.filter.box')}
          value={filter.boxId ?? ANY}
          options={[any, ...boxes.map(({ boxId, name }) => ({ value: boxId, text: name }))]}
          onChange={(value) => set({ boxId: value || undefined })}
        />
      )}
    </>
  );
}

const DAYS = [1, 3, 7, 14, 30, 90];

function Days({
  filter,
  name,
  set,
}: FieldProps & { readonly name: 'hereFor' | 'enrolledWithin' | 'readBefore' }) {
  const say = useSay();
  const value = filter[name];
  const days = value === undefined || DAYS.includes(value) ? DAYS : [value, ...DAYS];
  return (
    <Select
      label={say(`ui.devices.filter.${name}`)}
      value={value === undefined ? ANY : String(value)}
      options={[
        { value: ANY, text: say('ui.devices.filter.any') },
        ...days.map((count) => ({
          value: String(count),
          text: say('ui.devices.filter.days', { count }),
        })),
      ]}
      onChange={(chosen) => set({ [name]: chosen === ANY ? undefined : Number(chosen) })}
    />
  );
}

function valueOf(values: readonly string[] | undefined): string {
  if (values === undefined) return ANY;
  const [first, ...others] = values;
  if (first === undefined || others.length > 0) return SEVERAL;
  return first === '' ? NONE : first;
}

function valuesOf(value: string, before: readonly string[] | undefined) {
  if (value === ANY) return undefined;
  if (value === SEVERAL) return before;
  return [value === NONE ? '' : value];
}

function severalIn(values: readonly string[] | undefined, several: Option): readonly Option[] {
  return valueOf(values) === SEVERAL ? [several] : [];
}
