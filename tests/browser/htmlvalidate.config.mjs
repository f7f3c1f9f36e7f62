// The rules of html-validate for a built portal: the presets `standard` and `a11y`, every rule of them.
// What is switched off, or narrowed, has its reason beside it.

export default {
  root: true,
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: {
    // The suggestions below a search field are a listbox: a <select> has no field to write in, and a
    // <datalist> shows neither headings nor notes.
    'prefer-native-element': ['error', { exclude: ['listbox'] }],
  },
};
