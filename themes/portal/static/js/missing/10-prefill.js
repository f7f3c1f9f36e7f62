// A page that is not there: its address, as words, is what to search for.
(() => {
  'use strict';
  const field = document.querySelector('.hero-search input');
  const last = location.pathname.split('/').filter(Boolean).at(-1) || '';
  const words = window.vejviser.attempt(() => decodeURIComponent(last)) || '';
  const plain = words.replace(/\.html?$/, '').replace(/[-_+.\s]+/g, ' ').trim();
  if (field && plain && !/^(404|index)$/.test(plain)) field.value = plain;
})();
