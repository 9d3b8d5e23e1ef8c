-- What a question was called before: a mapping may still read it by such a title.
alter table question add column former_titles text not null default '[]';
