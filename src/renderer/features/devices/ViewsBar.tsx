import { useEffect, useRef, useState, type FormEvent } from 'react';
import { MOST_VIEWS, type SavedView } from '../../../contract/device-query.ts';
import { useSay } from '../../app/language.tsx';
import { Button } from '../../ui/Button.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import {
  BUILT_IN,
  BUILT_IN_VIEWS,
  isSameQuery,
  queryOfView,
  type TableQuery,
} from './table-query.ts';
import { useSavedViews, type SavedViews } from './use-saved-views.ts';

interface ViewsBarProps {
  readonly query: TableQuery;
  readonly onShow: (query: TableQuery) => void;
}

type Asking = 'save' | 'rename' | 'remove' | undefined;

/** The views of this bench: those that every bench has, and those that people have kept here. */
export function ViewsBar({ query, onShow }: ViewsBarProps) {
  const say = useSay();
  const views = useSavedViews();
  const [asking, setAsking] = useState<Asking>();
  const [lastId, setLastId] = useState<string>();
  const shown = views.all.find((view) => isSameQuery(queryOfView(view), query));
  const own = shown ?? views.all.find(({ id }) => id === lastId);
  const show = (next: TableQuery, id?: string) => {
    setLastId(id);
    setAsking(undefined);
    onShow(next);
  };
  const isPressed = (one: TableQuery) => isSameQuery(one, query) && query.listTitle === undefined;
  return (
    <nav className="views-bar" aria-label={say('ui.devices.views.label')}>
      {BUILT_IN.map((name) => (
        <ViewButton
          key={name}
          name={say(`ui.devices.views.${name}`)}
          isShown={isPressed(BUILT_IN_VIEWS[name])}
          onShow={() => show(BUILT_IN_VIEWS[name])}
        />
      ))}
      {views.all.map((view) => (
        <ViewButton
          key={view.id}
          name={view.name}
          isShown={view === shown}
          onShow={() => show(queryOfView(view), view.id)}
        />
      ))}
      <OwnActs query={query} own={own} isShown={own === shown} views={views} ask={setAsking} />
      <Asked
        asking={asking}
        own={own}
        query={query}
        views={views}
        onDone={(id) => {
          setLastId(id ?? lastId);
          setAsking(undefined);
        }}
      />
      {views.failure && <FailureNotice trouble={views.failure} />}
    </nav>
  );
}

function Asked(props: Omit<NameProps, 'view'> & Pick<OwnProps, 'own'> & { asking: Asking }) {
  const { asking, own, ...rest } = props;
  if (asking === 'save') return <NameView key="save" view={undefined} {...rest} />;
  if (!own) return null;
  if (asking === 'rename') return <NameView key="rename" view={own} {...rest} />;
  return asking === 'remove' ? <RemoveView view={own} {...rest} /> : null;
}

function ViewButton(props: {
  readonly name: string;
  readonly isShown: boolean;
  readonly onShow: () => void;
}) {
  return (
    <button
      type="button"
      className="view-button"
      aria-pressed={props.isShown}
      onClick={props.onShow}
    >
      {props.name}
    </button>
  );
}

interface OwnProps {
  readonly query: TableQuery;
  readonly own: SavedView | undefined;
  readonly isShown: boolean;
  readonly views: SavedViews;
  readonly ask: (asking: Asking) => void;
}

function OwnActs({ query, own, isShown, views, ask }: OwnProps) {
  const say = useSay();
  const words = (key: string) => say(`ui.devices.views.${key}`);
  return (
    <span className="views-acts">
      {own && !isShown && (
        <Button look="plain" onClick={() => void views.change(own.id, query)}>
          {words('update')}
        </Button>
      )}
      {own && (
        <>
          <Button look="plain" onClick={() => ask('rename')}>
            {words('rename')}
          </Button>
          <Button look="plain" onClick={() => ask('remove')}>
            {words('remove')}
          </Button>
        </>
      )}
      <Button look="plain" onClick={() => ask('save')}>
        {words('save')}
      </Button>
    </span>
  );
}

interface NameProps {
  /** The view that gets another name; without one, a new view. */
  readonly view: SavedView | undefined;
  readonly query: TableQuery;
  readonly views: SavedViews;
  readonly onDone: (id?: string) => void;
}

function NameView({ view, query, views, onDone }: NameProps) {
  const say = useSay();
  const [name, setName] = useState(view?.name ?? '');
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  const isTaken = views.all.some((other) => other.id !== view?.id && other.name === name.trim());
  const isFull = !view && views.all.length >= MOST_VIEWS;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (view) await views.change(view.id, { name });
    onDone(view ? view.id : await views.add(name, query));
  };
  return (
    <form ref={form} className="view-form" onSubmit={(event) => void submit(event)}>
      <TextField
        label={say('ui.devices.views.name')}
        value={name}
        maxLength={60}
        onChange={setName}
      />
      <Button type="submit" look="filled" disabled={name.trim() === '' || isTaken || isFull}>
        {say('ui.devices.views.keep')}
      </Button>
      <Button onClick={() => onDone()}>{say('ui.devices.views.cancel')}</Button>
      <p className="muted" role="status">
        {isFull ? say('ui.devices.views.tooMany') : isTaken && say('ui.devices.views.nameTaken')}
      </p>
    </form>
  );
}

function RemoveView(props: {
  readonly view: SavedView;
  readonly views: SavedViews;
  readonly onDone: () => void;
}) {
  const { view, views, onDone } = props;
  const say = useSay();
  const group = useRef<HTMLDivElement>(null);
  useEffect(() => group.current?.querySelector('button')?.focus(), []);
  const remove = async () => {
    await views.remove(view.id);
    onDone();
  };
  return (
    <div ref={group} className="view-form" role="group" aria-label={say('ui.devices.views.remove')}>
      <p>{say('ui.devices.views.removeSure', { name: view.name })}</p>
      <Button look="filled" onClick={() => void remove()}>
        {say('ui.devices.views.remove')}
      </Button>
      <Button onClick={onDone}>{say('ui.devices.views.cancel')}</Button>
    </div>
  );
}
