//! Files of the site as they lie on the disk: what fixes leave as it is, and what cannot be read.

use std::fs;

use super::Site;

/// `check --fix` on disk: the marks of other systems stay, and so do the rights of the file.
#[test]
fn fixes_are_written_into_the_files_and_only_there() {
    let site = Site::of(&[("site.toml", "title = \"Prøve\"\n"), ("content/_index.md", "---\ntitle: Forside\n---\n")]);
    let page = "content/samarbejde/moeder.md";
    site.write(page, "\u{feff}---\r\ntitel: Møder: nye\r\n---\r\nSe [ordet](../abc/ord.html).\r\n");
    site.write("content/abc/ord.md", "---\ntitle: Ord\n---\n");
    let before = site.read("content/abc/ord.md");
    let rights = || fs::metadata(site.root.join(page)).unwrap().permissions();
    let mut readable = rights();
    #[cfg(unix)]
    std::os::unix::fs::PermissionsExt::set_mode(&mut readable, 0o640);
    fs::set_permissions(site.root.join(page), readable).unwrap();
    let readable = rights();
    let shown = site.run(&["check", "--diff"]);
    assert_eq!(shown.code, Some(1), "{}", shown.err);
    assert!(shown.out.contains("-titel: Møder: nye\n+title: \"Møder: nye\"\n"), "{}", shown.out);
    assert!(site.read(page).contains("titel"), "--diff writes nothing");
    let fixed = site.run(&["check", "--fix"]);
    assert!(fixed.err.contains("content/samarbejde/moeder.md\n  linje 2: "), "{}", fixed.err);
    let expected = "\u{feff}---\r\ntitle: \"Møder: nye\"\r\n---\r\nSe [ordet](../abc/ord.md).\r\n";
    assert_eq!(site.read(page), expected);
    assert_eq!(site.read("content/abc/ord.md"), before);
    assert_eq!(rights(), readable);
    let folder: Vec<_> = fs::read_dir(site.root.join("content/samarbejde")).unwrap().collect();
    assert_eq!(folder.len(), 1, "a file is left over: {folder:?}");
    let again = site.run(&["check", "--fix"]);
    assert!(again.err.contains("intet, der kunne rettes"), "{}", again.err);
    assert_eq!((again.code, site.read(page).as_str()), (fixed.code, expected));
}

/// A file that an old editor saved in its own way is named, with what to do, and nothing else is said.
#[test]
fn files_in_other_encodings_are_named() {
    let site = Site::of(&[("site.toml", "title = \"Prøve\"\n"), ("content/_index.md", "---\ntitle: Forside\n---\n")]);
    let utf_16: Vec<u8> = "\u{feff}---\ntitle: Møder".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let latin_1 = b"---\ntitle: M\xf8der\n---\n".to_vec();
    for (file, bytes) in [("content/moeder.md", &latin_1), ("content/moeder.md", &utf_16), ("site.toml", &latin_1)] {
        fs::write(site.root.join(file), bytes).unwrap();
        let run = site.run(&["check", "--fix"]);
        assert_eq!(run.code, Some(1), "{}", run.err);
        assert!(run.err.contains(&format!("{file}« er ikke gemt som UTF-8")), "{}", run.err);
        assert!(run.err.contains("vælg »Gem som«, og vælg tegnsættet"), "{}", run.err);
        assert!(!run.err.contains("Der er ingen site.toml"), "{}", run.err);
        assert_eq!(&fs::read(site.root.join(file)).unwrap(), bytes);
    }
}
