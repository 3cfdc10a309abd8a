-- Nearly every punch of a backlog wrote a page of it, and only one rare question ever read it.
DROP INDEX punch_staff;
