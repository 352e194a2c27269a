// A small case for the tests alone: it asks all that can be asked, has documents, a time limit, a draw, and a stop.
export const ESSAI = 'essai';

const ending = (id) => ({
  id: `fin-${id}`,
  title: `Fin ${id}`,
  blocks: [{ narration: `Voici la fin ${id}.` }],
  ending: { id, title: `La fin ${id}`, person: 'Rien n’a bougé.', professional: 'Rien n’a bougé.', team: 'Rien n’a bougé.', question: 'Et puis ?' },
});

const scenario = {
  format: 1,
  id: ESSAI,
  version: '1.0.0',
  language: 'fr',
  title: 'Un cas d’essai',
  summary: 'Pour les tests.',
  family: 'prise-en-main',
  duration: { min: 1, max: 2 },
  licence: 'CC-BY-4.0',
  introduction: { role: 'Vous essayez.', text: 'Rien n’en dépend.' },
  note: { 'works-on': 'Les tests.' },
  resources: [
    { id: 'mode-emploi', title: 'Mode d’emploi', blocks: [{ narration: 'Appuyez.' }] },
    { id: 'annexe', title: 'Annexe', blocks: [{ narration: 'Relâchez.' }] },
  ],
  start: 'demande',
  scenes: [
    {
      id: 'demande',
      title: 'La demande',
      blocks: [{ narration: 'Quelqu’un demande.' }],
      decision: {
        prompt: 'Que faites-vous ?',
        ask: { hesitation: true, motives: [{ id: 'temps', text: 'Le temps.' }, { id: 'lien', text: 'Le lien.' }], reason: 'Pourquoi ?' },
        choices: [
          { id: 'oui', text: 'Vous dites oui.', past: 'Vous avez dit oui.', outcome: [{ narration: 'C’est oui.' }], to: 'delai' },
          { id: 'non', text: 'Vous dites non.', past: 'Vous avez dit non.', outcome: [{ narration: 'C’est non.' }], to: 'delai' },
          { id: 'attendre', text: 'Vous attendez.', past: 'Vous avez attendu.', to: 'delai' },
        ],
      },
    },
    {
      id: 'delai',
      title: 'Le délai',
      blocks: [{ narration: 'L’heure tourne.' }],
      decision: {
        prompt: 'Vite ?',
        limit: { seconds: 30, default: 'laisser' },
        choices: [
          { id: 'agir', text: 'Vous agissez.', past: 'Vous avez agi.', outcome: [{ narration: 'C’est fait.' }], to: 'sort' },
          { id: 'laisser', text: 'Vous laissez passer.', past: 'Vous avez laissé passer.', outcome: [{ narration: 'C’est passé.' }], to: 'sort' },
        ],
      },
    },
    {
      id: 'sort',
      title: 'Le sort',
      blocks: [{ narration: 'La suite ne dépend plus de vous.' }],
      passage: { to: { chance: ['a', 'b', 'c', 'd'].map((id) => ({ weight: 1, to: `fin-${id}` })) } },
    },
    ...['a', 'b', 'c', 'd'].map(ending),
  ],
};

/** Makes a server of the tests serve the case. */
export function serveEssai(server) {
  server.fail(/scenarios\/essai\/scenario\.json$/, { body: JSON.stringify(scenario), type: 'application/json' });
}
