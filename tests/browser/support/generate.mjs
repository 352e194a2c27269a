// Stories of any size, generated from it alone: the one on which the peers were measured (80 words a scene, three choices of 11 words, one choice in five
// on a condition), as benches/story does it, but for the endings: there is one, so that a walk can be as long as a measure needs.
const WORDS = (
  'une le la un dossier écran téléphone matin bureau collègue famille numéro service courrier adresse porte question réponse silence fenêtre clavier ' +
  'attend demande regarde explique note appelle relit hésite pose garde partage écrit parle cherche trouve comprend répond signe ouvre ferme avec sans ' +
  'pour vers devant après avant déjà encore souvent presque toujours peut-être'
).split(' ');
const LEVELS = 3;
const FLAGS = 3;
const SCENE_WORDS = 80;
const CHOICE_WORDS = 11;
/** The first choice of a scene is always open: 30 % of the two others are 20 % of all. */
const CONDITIONAL = 0.3;

/** The `scenario.json` of a story of this many scenes. */
export function generate(size, id = 'banc') {
  const random = seeded(size);
  const below = (limit) => Math.floor(random() * limit);
  const pick = (list) => list[below(list.length)];
  const sentences = (count) => {
    const words = [];
    while (words.length < count) {
      const length = Math.min(count - words.length, 6 + below(9));
      const sentence = Array.from({ length }, () => pick(WORDS));
      sentence[0] = sentence[0][0].toUpperCase() + sentence[0].slice(1);
      sentence[length - 1] += '.';
      words.push(...sentence);
    }
    return words.join(' ');
  };
  // Never the last scene, which is the ending.
  const otherThan = (scene) => (scene + 1 + below(size - 2)) % (size - 1);
  const condition = (scene) =>
    [
      () => `level-${below(LEVELS)} >= ${pick([-1, 0, 1])}`,
      () => `level-${below(LEVELS)} < ${pick([0, 1, 2])}`,
      () => `${pick(['', 'not '])}flag-${below(FLAGS)}`,
      () => `visited(scene-${otherThan(scene)})`,
    ][below(4)]();
  const effect = () =>
    random() < 0.7 ? `level-${below(LEVELS)} ${pick(['-=', '+='])} ${1 + below(2)}` : `flag-${below(FLAGS)} = ${pick(['true', 'false'])}`;
  const choice = (scene, place) => ({
    id: `choix-${scene}-${place}`,
    text: sentences(CHOICE_WORDS),
    effects: [effect()],
    to: `scene-${otherThan(scene)}`,
    ...(place > 0 && random() < CONDITIONAL && { when: Array.from({ length: 1 + below(2) }, () => condition(scene)).join(' and ') }),
  });
  const scenes = Array.from({ length: size - 1 }, (_, scene) => ({
    id: `scene-${scene}`,
    title: `Scène ${scene}`,
    blocks: [{ narration: sentences(SCENE_WORDS) }],
    decision: { prompt: 'Que faites-vous ?', choices: [0, 1, 2].map((place) => choice(scene, place)) },
  }));
  // The only way to the ending: what a walk does not choose.
  scenes[0].decision.choices.push({ id: 'finir', text: 'Vous vous arrêtez là.', to: 'scene-derniere' });
  const moved = 'Rien n’a bougé.';
  return {
    format: 1,
    id,
    version: '1.0.0',
    language: 'fr',
    title: 'Banc d’essai',
    summary: 'Un récit engendré.',
    family: 'prise-en-main',
    duration: { min: 1, max: 1 },
    licence: 'CC-BY-4.0',
    introduction: { role: 'Vous mesurez.', text: 'Le temps passe.' },
    note: { 'works-on': 'La vitesse.' },
    variables: [
      ...Array.from({ length: LEVELS }, (_, level) => ({ id: `level-${level}`, level: { min: -10_000, max: 10_000, initial: 0 } })),
      ...Array.from({ length: FLAGS }, (_, flag) => ({ id: `flag-${flag}`, flag: false })),
    ],
    start: 'scene-0',
    scenes: [
      ...scenes,
      {
        id: 'scene-derniere',
        title: 'La fin',
        blocks: [{ narration: sentences(SCENE_WORDS) }],
        ending: { id: 'fin', title: 'Fin', person: moved, professional: moved, team: moved, question: 'Et puis ?' },
      },
    ],
  };
}

/** Small, seeded: numbers from 0 to 1, without 1. */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
