import { useQuery } from '@tanstack/react-query';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { type Request } from '../../pages/use-request';
import { useSession } from '../../pages/may';
import { useSending } from '../../requests/use-sending';
import { Button } from '../../ui/button';
import { TroubleNotice } from '../../ui/feedback';
import { TextArea } from '../../ui/field';
import { Form } from '../../ui/form';
import { Row, Stack } from '../../ui/layout';
import { LazyComboboxField } from '../../ui/lazy-combobox';
import { type DraftPlace, mentionableQuery, type Thread } from './queries';

export interface Mentioned {
  readonly personId: string;
  readonly nome: string;
}

/** What is being written: words, who is named in them, and the id that makes a second try harmless. */
export interface Comment {
  readonly testo: string;
  readonly menzioni: readonly Mentioned[];
  readonly clientId: string;
}

interface CommentFormProps {
  readonly place: DraftPlace;
  /** Names what is written about: the words wait on this computer under it until they are sent. */
  readonly about: string;
  readonly label: string;
  readonly submit: string;
  readonly visibility: Thread['visibilita'];
  readonly initial?: { readonly testo: string; readonly menzioni: readonly Mentioned[] };
  readonly autoFocus?: boolean;
  readonly children?: ReactElement | undefined;
  readonly send: (comment: Comment, request: Request) => Promise<boolean>;
  readonly onCancel?: () => void;
}

/** Ids of the people whose name is still in the words. */
export function stillNamed({ testo, menzioni }: Pick<Comment, 'testo' | 'menzioni'>): string[] {
  return menzioni.filter(({ nome }) => testo.includes(`@${nome}`)).map(({ personId }) => personId);
}

/** Where a comment, an answer or a correction is written. */
export function CommentForm(props: CommentFormProps): ReactElement {
  const { t } = useTranslation();
  const { utente } = useSession();
  const { place, about, initial, send } = props;
  const start = { testo: initial?.testo ?? '', menzioni: initial?.menzioni ?? [] };
  const key = `commento.${utente.id}.${place.dossierId}.${place.code}.${about}`;
  const { form, request, waiting, submit } = useSending(key, start, send);
  const { values, set } = form;
  const id = `commento-${about}`;
  return (
    <Form onSubmit={() => void submit()}>
      <Stack gap="sm">
        <TextArea
          id={id}
          label={props.label}
          rows={3}
          maxLength={8000}
          autoFocus={props.autoFocus}
          value={values.testo}
          note={form.changed && values.testo !== '' ? t(waiting ? 'commenti.inAttesa' : 'commenti.nonInviato') : undefined}
          onChange={(event) => {
            set({ testo: event.target.value });
          }}
        />
        <Mention
          id={`${id}-menzione`}
          place={place}
          visibility={props.visibility}
          onNamed={(person) => {
            const gap = values.testo === '' || /\s$/u.test(values.testo) ? '' : ' ';
            const menzioni = [...values.menzioni.filter(({ personId }) => personId !== person.personId), person];
            set({ testo: `${values.testo}${gap}@${person.nome} `, menzioni });
            document.getElementById(id)?.focus();
          }}
        />
        {props.children}
        {request.trouble && <TroubleNotice trouble={request.trouble} />}
        <Row>
          <Button type="submit" small busy={request.busy}>
            {props.submit}
          </Button>
          {props.onCancel && (
            <Button small look="quiet" onClick={props.onCancel}>
              {t('azioni.annulla')}
            </Button>
          )}
        </Row>
      </Stack>
    </Form>
  );
}

interface MentionProps {
  readonly id: string;
  readonly place: DraftPlace;
  readonly visibility: Thread['visibilita'];
  readonly onNamed: (person: Mentioned) => void;
}

/** Names a person who would see the comment; they get a notice. */
function Mention({ id, place, visibility, onNamed }: MentionProps): ReactElement {
  const { t } = useTranslation();
  const people = useQuery(mentionableQuery(place, visibility)).data?.people ?? [];
  return (
    <LazyComboboxField
      id={id}
      label={t('commenti.nomina')}
      options={people.map(({ personId, nome, ente }) => ({ value: personId, label: `${nome}, ${ente}` }))}
      value={null}
      onChange={(chosen) => {
        const person = people.find(({ personId }) => personId === chosen);
        if (person !== undefined) onNamed({ personId: person.personId, nome: person.nome });
      }}
    />
  );
}
